using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

internal static class LammpsOracle
{
    // https://docs.lammps.org/units.html: length in Å, time in ps.
    private static readonly Dictionary<string, (double LengthA, double TimePs)> Units = new()
    {
        ["metal"] = (1, 1),
        ["real"] = (1, 1e-3),
        ["lj"] = (1, 1),
        ["si"] = (1e10, 1e12),
        ["cgs"] = (1e8, 1e12),
        ["electron"] = (0.529177210903, 1e-3),
        ["micro"] = (1e4, 1e6),
        ["nano"] = (10, 1e3),
    };

    private static readonly string[] PositionSets = ["xu", "xsu", "x", "xs"];
    private static readonly string[] ImageNames = ["ix", "iy", "iz"];

    public static OracleFrame Read(string[] lines, int atomCount)
    {
        int start = Array.FindLastIndex(lines, line => line.TrimEnd().EndsWith("ITEM: TIMESTEP"));
        string[] frame = lines[(start + 1)..];
        int unitLine = Array.FindLastIndex(lines, Math.Max(start, 0), line => line.TrimEnd().EndsWith("ITEM: UNITS"));
        (double lengthA, double timePs) = unitLine < 0 ? (1, 1) : Units[lines[unitLine + 1].Trim()];
        bool hasTime = start >= 2 && lines[start].StartsWith("ITEM: TIMESTEP") && lines[start - 2].TrimEnd().EndsWith("ITEM: TIME");
        double[] cell = Cell(frame[3], [.. frame[4..7].Select(ParseOracle.Words)], lengthA);
        Expect(frame[1].Trim() == "ITEM: NUMBER OF ATOMS" && int.Parse(frame[2]) == atomCount && frame.Length == 8 + atomCount
            && frame[7].StartsWith("ITEM: ATOMS "));

        string[] names = ParseOracle.Words(frame[7])[2..];
        string[][] rows = [.. frame[8..].Select(ParseOracle.Words).OrderBy(row => long.Parse(row[Array.IndexOf(names, "id")]))];
        Expect(rows.All(row => row.Length == names.Length)
            && rows.Select(row => row[Array.IndexOf(names, "id")]).Distinct().Count() == atomCount);
        string? set = PositionSets.FirstOrDefault(s => names.Contains(s) && names.Contains(s.Replace('x', 'y'))
            && names.Contains(s.Replace('x', 'z')));
        double[] positions = set is null ? [] : Three(names, rows, set);
        bool isUnwrapped = set is "xu" or "xsu", hasImages = set is "x" or "xs" && names.Contains("ix") && names.Contains("iy")
            && names.Contains("iz");
        string label = names.Contains("element") ? "element" : "type";
        return new OracleFrame(
            long.Parse(frame[0]), hasTime ? ParseOracle.Number(lines[start - 1].Trim()) * timePs : double.NaN, cell,
            set is null
                ? PositionKind.Absent : isUnwrapped
                    ? PositionKind.Unwrapped : hasImages ? PositionKind.WrappedWithImages : PositionKind.Wrapped,
            [.. rows.Select(row => names.Contains(label) ? row[Array.IndexOf(names, label)] : "")],
            set is "xs" or "xsu" ? Cartesian(positions, cell) : [.. positions.Select(x => x * lengthA)],
            hasImages ? [.. rows.SelectMany(row => ImageNames.Select(name => int.Parse(row[Array.IndexOf(names, name)])))] : [],
            names.Contains("vx") && names.Contains("vy") && names.Contains("vz")
                ? [.. Three(names, rows, "vx").Select(v => v * lengthA / timePs)] : []);
    }

    internal static double[] Cartesian(double[] fractions, double[] m)
    {
        double[] positions = new double[fractions.Length];
        for (int i = 0; i < fractions.Length; i++)
            for (int edge = 0; edge < 3; edge++)
                positions[i] += fractions[i - i % 3 + edge] * m[3 * edge + i % 3] + (edge == 2 ? m[9 + i % 3] : 0);
        return positions;
    }

    // https://docs.lammps.org/Howto_triclinic.html, "the bounding box"
    private static double[] Cell(string item, string[][] bounds, double lengthA)
    {
        double[][] b = [.. bounds.Select(line => line.Select(ParseOracle.Number).ToArray())];
        string[] words = ParseOracle.Words(item)[3..];
        bool isTilted = words.Length > 0 && words[0] == "xy";
        Expect(item.StartsWith("ITEM: BOX BOUNDS") && words.Length is 0 or 3 or 5 or 6 && b.All(line => line.Length == (isTilted
            ? 3 : words.Contains("abc") ? 4 : 2)));
        if (words.Contains("abc"))
            return [.. b[0][..3].Concat(b[1][..3]).Concat(b[2][..3]).Concat([b[0][3], b[1][3], b[2][3]]).Select(x => x * lengthA)];
        (double xy, double xz, double yz) = isTilted ? (b[0][2], b[1][2], b[2][2]) : (0, 0, 0);
        double[] dx = [0, xy, xz, xy + xz], dy = [0, yz];
        double xlo = b[0][0] - dx.Min(), xhi = b[0][1] - dx.Max(), ylo = b[1][0] - dy.Min(), yhi = b[1][1] - dy.Max();
        double[] cell = [xhi - xlo, 0, 0, xy, yhi - ylo, 0, xz, yz, b[2][1] - b[2][0], xlo, ylo, b[2][0]];
        return [.. cell.Select(x => x * lengthA)];
    }

    private static double[] Three(string[] names, string[][] rows, string first) =>
        [.. rows.SelectMany(row => "xyz".Select(axis => ParseOracle.Number(row[Array.IndexOf(names, first.Replace('x', axis))])))];

    private static void Expect(bool isTrue)
    {
        if (!isTrue) throw new FormatException("no such frame");
    }
}
