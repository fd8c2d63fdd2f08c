using System.Globalization;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

internal static class XdatcarOracle
{
    public static OracleFrame Read(string[] lines, int atomCount)
    {
        int first = lines.Length - atomCount;
        string above = lines[first - 1].Trim();
        int sign = above.LastIndexOf('=');
        long? number = sign < 0 || above[(sign + 1)..].Trim().All(c => c == '*') ? null : long.Parse(above[(sign + 1)..]);
        if (sign < 0 && above.Length > 0 && above != "Direct") throw new FormatException(above);

        (double[] cell, string[] labels) = HeaderAbove(lines, first - 1);
        if (labels.Length != atomCount) throw new FormatException("another number of atoms");
        double[] fractions = [.. lines[first..].SelectMany(line => ParseOracle.Numbers(line, 3)).Select(s => s - Math.Floor(s))];
        return new OracleFrame(number, double.NaN, cell, PositionKind.Wrapped, labels, LammpsOracle.Cartesian(fractions, cell), [], []);
    }

    /// <summary>The nearest header that is whole: counts, names above them or not, three vectors, a scale.</summary>
    private static (double[] Cell, string[] Labels) HeaderAbove(string[] lines, int end)
    {
        for (int i = end - 1; i >= 5; i--)
        {
            string[] counts = ParseOracle.Words(lines[i]);
            if (counts.Length == 0
                || !counts.All(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))) continue;
            string[] names = ParseOracle.Words(lines[i - 1]);
            bool hasNames = char.IsAsciiLetter(names.FirstOrDefault("0")[0]);
            if (!hasNames) names = [.. counts.Select((_, k) => $"{k + 1}")];
            int scaleLine = i - (hasNames ? 5 : 4);
            try
            {
                double[][] edges = [.. Enumerable.Range(scaleLine + 1, 3).Select(k => ParseOracle.Numbers(lines[k], 3))];
                double scale = ParseOracle.Numbers(lines[scaleLine], 1)[0];
                double[] a = edges[0], b = edges[1], c = edges[2];
                double volume = a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
                double factor = scale > 0 ? scale : Math.Pow(-scale / Math.Abs(volume), 1 / 3.0);
                return ([.. edges.SelectMany(edge => edge).Select(x => x * factor), 0, 0, 0],
                        [.. names.Zip(counts).SelectMany(pair => Enumerable.Repeat(pair.First, int.Parse(pair.Second)))]);
            }
            catch (FormatException) { } // not a header after all: the search goes on above
        }
        throw new FormatException("no header");
    }
}
