using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>VASP's POSCAR and CONTCAR, of version 5 on with names; older ones get them from a POTCAR or OUTCAR beside them.</summary>
internal static class PoscarReader
{
    public static bool LooksLike(string head)
    {
        string[] lines = head.Split('\n', 7);
        return lines.Length > 6 && Words.Of(lines[1]) is { Length: 1 or 3 } scale && AreNumbers(scale) && lines[2..5].All(line => Words.Of(line) is { Length: >= 3 } edge && AreNumbers(edge[..3]));
    }

    public static StructureReading Read(string path)
    {
        string[] lines = [.. TextFile.Lines(path)];
        Cell cell = ReadCell(path, lines);
        int at = 5;
        string[] names = Words.Of(Line(path, lines, at));
        bool hasNames = names.Length > 0 && names.All(name => char.IsAsciiLetter(name[0]));
        if (hasNames) at++;
        int[] counts = Counts(path, Line(path, lines, at), at);
        if (!hasNames) names = NamesBeside(path, lines[0], counts.Length);
        if (names.Length != counts.Length) throw Bad(path, at, $"a count for each of {names.Length} species", lines[at]);
        string mode = Line(path, lines, ++at).TrimStart();
        if (mode.StartsWith('S') || mode.StartsWith('s')) mode = Line(path, lines, ++at).TrimStart();
        bool isCartesian = mode.Length > 0 && "CcKk".Contains(mode[0]);
        string[] species = [.. names.Select(name => SpecieNames.ElementOf(name) ?? throw Bad(path, 5, "elements", name))];
        double scale = isCartesian ? ScaleOf(path, lines) : 1;
        CellInverse inverse = cell.Inverse();
        List<CrystalSite> sites = [];
        foreach (string specie in species.SelectMany((specie, s) => Enumerable.Repeat(specie, counts[s])))
        {
            (double a, double b, double c) = Three(path, lines, ++at, "the position of an atom");
            if (isCartesian) (a, b, c) = inverse.ToFractional(a * scale, b * scale, c * scale);
            sites.Add(CrystalSite.Of(specie, a, b, c));
        }
        return new StructureReading(new CrystalStructure(cell, sites), null, []);
    }

    private static Cell ReadCell(string path, string[] lines)
    {
        double scale = ScaleOf(path, lines);
        (double ax, double ay, double az) = Three(path, lines, 2, "an edge of the cell");
        (double bx, double by, double bz) = Three(path, lines, 3, "an edge of the cell");
        (double cx, double cy, double cz) = Three(path, lines, 4, "an edge of the cell");
        string[] scales = Words.Of(lines[1]);
        double sx = scale, sy = scale, sz = scale;
        if (scales.Length >= 3 && scales[..3].All(word => Words.TryNumber(word, out double s) && s > 0))
        {
            double[] three = [.. scales[..3].Select(word => Words.TryNumber(word, out double s) ? s : 1)];
            (sx, sy, sz) = (three[0], three[1], three[2]);
        }
        var cell = new Cell(sx * ax, sy * ay, sz * az, sx * bx, sy * by, sz * bz, sx * cx, sy * cy, sz * cz);
        return cell.IsValid ? cell : throw new BadInputException($"{path} lines 3 to 5", "three edges that span a volume", $"{cell.VolumeA3} Å³");
    }

    // A scale below zero is the volume of the cell.
    private static double ScaleOf(string path, string[] lines)
    {
        if (!Words.TryNumber(Words.Of(Line(path, lines, 1)).FirstOrDefault(), out double scale) || scale == 0) throw Bad(path, 1, "a scale", Line(path, lines, 1));
        if (scale > 0) return scale;
        (double ax, double ay, double az) = Three(path, lines, 2, "an edge of the cell");
        (double bx, double by, double bz) = Three(path, lines, 3, "an edge of the cell");
        (double cx, double cy, double cz) = Three(path, lines, 4, "an edge of the cell");
        return Math.Cbrt(-scale / new Cell(ax, ay, az, bx, by, bz, cx, cy, cz).VolumeA3);
    }

    private static int[] Counts(string path, string line, int at)
    {
        List<int> counts = [];
        foreach (string word in Words.Of(line))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > 1_000_000) break;
            counts.Add(count);
        }
        return counts.Count > 0 ? [.. counts] : throw Bad(path, at, "counts of atoms", line);
    }

    private static string[] NamesBeside(string path, string comment, int count)
    {
        string? potcar = Beside.File(path, "POTCAR"), outcar = Beside.File(path, "OUTCAR");
        foreach (string? source in new[] { potcar, outcar })
        {
            if (source is null) continue;
            string[] found = [.. TextFile.Lines(source).Where(line => line.Contains("VRHFIN", StringComparison.Ordinal)).Select(line => line.Split('=', ':')[1].Trim())];
            if (found.Length >= count) return found[..count];
        }
        string[] words = Words.Of(comment);
        return words.Length == count && words.All(word => SpecieNames.ElementOf(word) is not null)
            ? words
            : throw new BadInputException($"{path} line 6", "names of species, here, in the comment, or in a POTCAR or OUTCAR beside it", "counts alone");
    }

    private static (double, double, double) Three(string path, string[] lines, int at, string what)
    {
        string[] words = Words.Of(Line(path, lines, at));
        return words.Length >= 3 && Words.TryNumber(words[0], out double x) && Words.TryNumber(words[1], out double y) && Words.TryNumber(words[2], out double z) && double.IsFinite(x + y + z)
            ? (x, y, z)
            : throw Bad(path, at, what, lines[at]);
    }

    private static string Line(string path, string[] lines, int at) => at < lines.Length ? lines[at] : throw new BadInputException(path, $"a line {at + 1}", $"{lines.Length} lines");

    private static BadInputException Bad(string path, int at, string expected, string found) => new($"{path} line {at + 1}", expected, $"'{found.Trim()}'");

    private static bool AreNumbers(string[] words) => words.All(word => Words.TryNumber(word, out _));
}
