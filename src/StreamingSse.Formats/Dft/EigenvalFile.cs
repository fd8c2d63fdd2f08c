using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Materials;

namespace StreamingSse.Formats.Dft;

/// <summary>VASP's EIGENVAL: the band gap. Versions before 5.2 write no occupations, without which it cannot be told.</summary>
public static class EigenvalFile
{
    public static Sourced<double> ReadGapEv(string path)
    {
        string[] lines = [.. TextFile.Lines(path)];
        int spins = lines.Length > 6 && Words.Of(lines[0]) is [.., var spin] && spin is "1" or "2" ? spin[0] - '0' : throw Bad(path, 0, "four numbers, the last of them ISPIN, 1 or 2", lines);
        string[] sizes = Words.Of(lines[5]);
        if (sizes.Length != 3 || !int.TryParse(sizes[1], out int kPoints) || !int.TryParse(sizes[2], out int bands) || kPoints < 1 || bands < 1) throw Bad(path, 5, "numbers of electrons, k-points and bands", lines);
        var edges = new BandEdges();
        int at = 6;
        for (int k = 0; k < kPoints; k++)
        {
            edges.BeginKPoint();
            at += 2; // a blank line, and the k-point
            for (int band = 0; band < bands; band++, at++)
            {
                string[] words = at < lines.Length ? Words.Of(lines[at]) : [];
                if (words.Length != 1 + 2 * spins) throw Bad(path, at, spins == 1 ? "band, energy and occupation" : "band, two energies and two occupations", lines);
                for (int s = 0; s < spins; s++)
                {
                    if (!Words.TryNumber(words[1 + s], out double energyEv) || !Words.TryNumber(words[1 + spins + s], out double occupation)) throw Bad(path, at, "numbers", lines);
                    edges.Add(energyEv, occupation);
                }
            }
        }
        return new(edges.GapEv(), $"gap between the bands at {kPoints} k-points");
    }

    private static BadInputException Bad(string path, int at, string expected, string[] lines) => new($"{path} line {at + 1}", expected, at < lines.Length ? $"'{lines[at].Trim()}'" : "the end of the file");
}
