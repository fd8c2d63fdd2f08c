using System.Globalization;

namespace StreamingSse.Kernel.Tests.Truth;

/// <summary>A truth file: a line of names, then rows of numbers.</summary>
internal sealed class Csv
{
    private readonly Dictionary<string, double[]> _columns = [];

    public Csv(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] names = lines[0].Split(',');
        double[][] rows = [.. lines.Skip(1).Select(line => line.Split(',').Select(Number).ToArray())];
        for (int c = 0; c < names.Length; c++) _columns[names[c]] = [.. rows.Select(row => row[c])];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public double[] this[string name] => _columns[name];

    public IEnumerable<string> Names => _columns.Keys;
}
