using System.Globalization;
using System.IO.Compression;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Truth;

/// <summary>The least that reads an XDATCAR whole, for comparison with published numbers: it trusts its file.</summary>
internal sealed class Xdatcar
{
    public Xdatcar(string path, double framePs)
    {
        using Stream raw = File.OpenRead(path);
        bool packed = path.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(packed ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        string[] lines = reader.ReadToEnd().Split('\n');
        List<string> species = [];
        Cell cell = default;
        int at = 0;
        while (at < lines.Length && lines[at].Trim().Length > 0)
        {
            if (!lines[at].StartsWith("Direct", StringComparison.Ordinal))
            {
                double scale = Numbers(lines[at + 1])[0];
                double[] h = [.. Enumerable.Range(2, 3).SelectMany(row => Numbers(lines[at + row])).Select(x => x * scale)];
                cell = new Cell(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]);
                string[] names = Words(lines[at + 5]);
                double[] counts = Numbers(lines[at + 6]);
                species = [.. names.SelectMany((name, s) => Enumerable.Repeat(name, (int)counts[s]))];
                at += 7;
            }
            Frames.Add((cell, [.. Enumerable.Range(at + 1, species.Count).SelectMany(row => Numbers(lines[row]))]));
            at += 1 + species.Count;
        }
        Dictionary<string, double> masses = [];
        foreach (string name in species.Distinct())
            if (Elements.TryGetMassAmu(name, out double amu)) masses[name] = amu;
        (Atoms, FramePs) = (new AtomTable(species, masses), framePs);
    }

    public AtomTable Atoms { get; }

    public double FramePs { get; }

    /// <summary>A cell and fractional coordinates for each configuration.</summary>
    public List<(Cell Cell, double[] Fractional)> Frames { get; } = [];

    /// <summary>Each configuration as a frame with wrapped positions; the caller disposes it.</summary>
    public IEnumerable<Frame> Read(FramePool pool)
    {
        for (int k = 0; k < Frames.Count; k++)
        {
            Frame frame = pool.Rent();
            (Cell cell, double[] s) = Frames[k];
            (frame.Cell, frame.Kind, frame.TimePs) = (cell, PositionKind.Wrapped, k * FramePs);
            for (int c = 0; c < s.Length; c += 3)
                (frame.PositionsA[c], frame.PositionsA[c + 1], frame.PositionsA[c + 2]) = cell.ToCartesian(s[c], s[c + 1], s[c + 2]);
            yield return frame;
        }
    }

    private static string[] Words(string line) => line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static double[] Numbers(string line) => [.. Words(line).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
