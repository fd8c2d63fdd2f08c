using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>Species and cell from the head of a POSCAR or CONTCAR of VASP 5 or later.</summary>
internal sealed record Poscar(IReadOnlyList<string> Names, Cell Cell)
{
    private const int HeadLines = 7;

    /// <returns>Null where the file is none.</returns>
    public static Poscar? Read(string path)
    {
        string[] lines = [.. TextFile.Lines(path).Take(HeadLines)];
        if (lines.Length < HeadLines || Numbers(lines[1]) is not [var scale] || scale == 0) return null;
        double[][] edges = [.. lines[2..5].Select(Numbers)];
        string[] species = Words.Of(lines[5]), counts = Words.Of(lines[6]);
        if (edges.Any(edge => edge.Length != 3) || species.Length == 0 || species.Length != counts.Length || !species.All(name => char.IsAsciiLetter(name[0]))) return null;
        if (!counts.All(count => int.TryParse(count, out int atoms) && atoms > 0)) return null;
        Cell unscaled = CellOf(edges, 1);
        double factor = scale > 0 ? scale : Math.Cbrt(-scale / unscaled.VolumeA3); // a negative scale is the volume
        return new Poscar([.. species.Zip(counts).SelectMany(pair => Enumerable.Repeat(pair.First, int.Parse(pair.Second)))], CellOf(edges, factor));
    }

    private static Cell CellOf(double[][] e, double factor) =>
        new(e[0][0] * factor, e[0][1] * factor, e[0][2] * factor, e[1][0] * factor, e[1][1] * factor, e[1][2] * factor, e[2][0] * factor, e[2][1] * factor, e[2][2] * factor);

    private static double[] Numbers(string line)
    {
        string[] words = Words.Of(line);
        return words.All(word => Words.TryNumber(word, out _)) ? [.. words.Select(word => Words.TryNumber(word, out double value) ? value : 0)] : [];
    }
}
