namespace StreamingSse.Host.Tests;

/// <summary>A truth table: comma-separated columns under a line of names.</summary>
internal sealed class TruthTable
{
    private readonly string[][] _rows;

    private TruthTable(string[] lines)
    {
        Columns = lines[0].Split(',');
        _rows = [.. lines[1..].Where(line => line.Length > 0).Select(line => line.Split(','))];
    }

    public IReadOnlyList<string> Columns { get; }

    public double[] this[string column] => [.. Text(column).Select(double.Parse)];

    public static TruthTable Read(string path) => new(File.ReadAllLines(path));

    /// <summary>Equal within the larger of the stated tolerances and half of the last digit that the table prints.</summary>
    public void AssertEqual(string column, double[] actual, double relative, double absolute = 0, bool skipLagZero = false)
    {
        string[] expected = Text(column);
        Assert.True(actual.Length >= expected.Length, $"{column}: the table has {expected.Length} lags, the program gave {actual.Length}");
        for (int lag = skipLagZero ? 1 : 0; lag < expected.Length; lag++)
        {
            double value = double.Parse(expected[lag]);
            double tolerance = Math.Max(Math.Max(relative * Math.Abs(value), absolute), 0.5001 * LastDigit(expected[lag]));
            Assert.True(Math.Abs(actual[lag] - value) <= tolerance, $"{column} at lag {lag}: expected {expected[lag]} ± {tolerance:g2}, got {actual[lag]:R}");
        }
    }

    private string[] Text(string column)
    {
        int at = Columns.ToList().IndexOf(column);
        Assert.True(at >= 0, $"no column {column} in {string.Join(' ', Columns)}");
        return [.. _rows.Select(row => row[at])];
    }

    /// <summary>The value of one unit in the last printed place.</summary>
    private static double LastDigit(string number)
    {
        string[] parts = number.ToLowerInvariant().Split('e');
        int decimals = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].Length - parts[0].IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return Math.Pow(10, (parts.Length > 1 ? int.Parse(parts[1]) : 0) - decimals);
    }
}
