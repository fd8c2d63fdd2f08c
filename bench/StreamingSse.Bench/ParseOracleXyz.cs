using System.Globalization;
using System.Text.RegularExpressions;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

internal static class XyzOracle
{
    private static readonly Regex Pair = new("""([^\s=]+)\s*(?:=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\{([^}]*)\}|\[([^\]]*)\]|(\S*)))?""");

    public static OracleFrame ReadExtended(string[] lines, int atomCount)
    {
        int first = lines.Length - atomCount;
        string comment = lines[first - 1];
        long? step = null;
        double timePs = double.NaN;
        string lattice = "", origin = "0 0 0", properties = "", periodic = "T";
        if (comment.StartsWith("Atoms. Timestep:")) step = long.TryParse(ParseOracle.Words(comment[16..]).FirstOrDefault(),
            out long number) ? number : null;
        else
            foreach (Match match in Pair.Matches(comment))
            {
                string value = string.Concat(match.Groups.Values.Skip(2).Select(group => group.Value));
                switch (match.Groups[1].Value.ToLowerInvariant())
                {
                    case "lattice": lattice = value; break;
                    case "origin": origin = value; break;
                    case "properties": properties = value; break;
                    case "pbc": periodic = value; break;
                    case "step" or "timestep" or "md_step" when long.TryParse(value, out long n): step = n; break;
                    case "time_ps" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double t): timePs = t; break;
                    case "time_fs" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double t): timePs = t / 1000; break;
                }
            }
        string[][] rows = [.. lines[first..].Select(ParseOracle.Words)];
        bool isPlain = properties.Length == 0;
        string[] parts = (isPlain ? "species:S:1:pos:R:3" : properties).Split(':');
        var at = new Dictionary<string, int>();
        int width = 0;
        for (int i = 0; i < parts.Length; i += 3)
        {
            at[parts[i]] = width;
            width += int.Parse(parts[i + 2]);
        }
        if (rows.Any(row => row.Length != width && !(isPlain && row.Length > width))) throw new FormatException("columns");
        string? motion = at.ContainsKey("momenta") ? "momenta" : at.ContainsKey("velo") ? "velo" : null;
        double unit = motion == "momenta" ? 1 / 0.01018050571 : 1000; // Å·√(amu/eV) in ps, for a mass of 1 amu; Å/fs in Å/ps
        return new OracleFrame(
            step, timePs, lattice.Length == 0 ? [] : [.. ParseOracle.Numbers(lattice, 9), .. ParseOracle.Numbers(origin, 3)],
            periodic.Any("Tt1".Contains)
                ? PositionKind.Wrapped : PositionKind.Unwrapped, [.. rows.Select(row => at.TryGetValue("species", out int s)
                    ? row[s] : "")],
            Three(rows, at["pos"], 1), [], motion is null ? [] : Three(rows, at[motion], unit));
    }

    public static OracleFrame ReadCp2k(string[] lines, int atomCount, bool arePositions)
    {
        int first = lines.Length - atomCount;
        Match match = Regex.Match(lines[first - 1], @"i =\s*(\d+)\s*,.*time =\s*([-+.\deE]+)\s*(,|$)");
        string[][] rows = [.. lines[first..].Select(ParseOracle.Words)];
        if (!match.Success || rows.Any(row => row.Length != 4)) throw new FormatException(lines[first - 1]);
        double[] values = Three(rows, 1, arePositions ? 1 : 21876.9126364); // CODATA 2018: atomic unit of velocity 2.18769126364e6 m/s
        return new OracleFrame(
            long.Parse(match.Groups[1].Value), ParseOracle.Number(match.Groups[2].Value) / 1000, [], arePositions
                ? PositionKind.Unwrapped : PositionKind.Absent,
            [.. rows.Select(row => row[0])], arePositions ? values : [], [], arePositions ? [] : values);
    }

    private static double[] Three(string[][] rows, int column, double unit) =>
        [.. rows.SelectMany(row => row[column..(column + 3)]).Select(word => ParseOracle.Number(word) * unit)];
}
