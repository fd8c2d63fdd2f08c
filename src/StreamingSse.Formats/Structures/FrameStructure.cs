using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Structure;

namespace StreamingSse.Formats.Structures;

/// <summary>The structure of a frame of a trajectory: the first, or the last of a relaxation.</summary>
internal static class FrameStructure
{
    public static StructureReading Read(string path, TrajectoryFormat format)
    {
        bool wantsLast = format is TrajectoryFormat.Outcar or TrajectoryFormat.Vasprun && IsRelaxation(path, format);
        using IFrameParser parser = FrameParsers.Create(format, null);
        using IFrameFeed feed = FrameParsers.Open(format, path, parser);
        feed.Finish();
        (CrystalStructure? Structure, int Frames) found = (null, 0);
        BadInput? rejected = null;
        while (found.Structure is null || wantsLast)
        {
            FeedStep step = feed.Next();
            rejected ??= step.Bad;
            if (step.State is FeedState.Ended or FeedState.Nothing) break;
            if (step.State == FeedState.Frame) found = (Of(step.Frame!, parser, path), found.Frames + 1);
        }
        if (found.Structure is null) throw new BadInputException(rejected is null ? new BadInput(path, "one whole structure at least", "none") : rejected with { Where = $"{path} {rejected.Where}" });
        return new StructureReading(found.Structure, null, wantsLast && found.Frames > 1 ? [$"the last of {found.Frames} structures of a relaxation"] : []);
    }

    private static CrystalStructure Of(Frame frame, IFrameParser parser, string path)
    {
        using (frame)
        {
            if (frame.Cell is not { } cell) throw new BadInputException(path, "a Lattice: a crystal needs a cell", "none");
            CellInverse inverse = cell.Inverse();
            var sites = new CrystalSite[frame.AtomCount];
            for (int atom = 0; atom < sites.Length; atom++)
            {
                string label = parser.AtomLabels[atom];
                string specie = SpecieNames.ElementOf(label) ?? throw new BadInputException($"{path} atom {atom + 1}", "an element", $"'{label}'");
                ReadOnlySpan<double> r = frame.PositionsA.Slice(3 * atom, 3);
                (double a, double b, double c) = inverse.ToFractional(r[0] - cell.OriginXA, r[1] - cell.OriginYA, r[2] - cell.OriginZA);
                sites[atom] = CrystalSite.Of(specie, a, b, c);
            }
            return new CrystalStructure(cell with { OriginXA = 0, OriginYA = 0, OriginZA = 0 }, sites);
        }
    }

    // IBRION 1 to 3; displaced and moving atoms are no structure of their own.
    private static bool IsRelaxation(string path, TrajectoryFormat format)
    {
        string pattern = format == TrajectoryFormat.Outcar ? "IBRION =" : "name=\"IBRION\">";
        string? line = TextFile.Lines(path).Take(20_000).FirstOrDefault(line => line.Contains(pattern, StringComparison.Ordinal));
        string[] words = line is null ? [] : Words.Of(line[(line.IndexOf(pattern, StringComparison.Ordinal) + pattern.Length)..].Replace('<', ' '));
        return words.Length > 0 && words[0] is "1" or "2" or "3";
    }
}
