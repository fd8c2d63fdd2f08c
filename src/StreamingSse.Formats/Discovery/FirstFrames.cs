using StreamingSse.Formats.Following;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Discovery;

/// <summary>What the first frames of a trajectory show of it.</summary>
/// <param name="Cell">Of the first frame; null where it has none.</param>
/// <param name="Labels">Label of each atom as written.</param>
/// <param name="IsFolded">Its positions may be folded into a cell.</param>
/// <param name="FileUnits">The LAMMPS units that the dump names; null where it names none.</param>
internal sealed record FirstFrames(IReadOnlyList<string> Labels, bool HasTimes, bool HasSteps, Cell? Cell, bool IsFolded, string? FileUnits)
{
    public bool HasCell => Cell is not null;

    /// <summary>Reads one frame of the first segment.</summary>
    public static FirstFrames Read(Trajectory trajectory)
    {
        string path = trajectory.Files[0];
        using IFrameParser parser = FrameParsers.Create(trajectory.Format, null);
        using IFrameFeed feed = FrameParsers.Open(trajectory.Format, path, parser);
        feed.Finish();
        BadInput? rejected = null;
        while (true)
        {
            FeedStep step = feed.Next();
            rejected ??= step.Bad;
            if (step.State == FeedState.Frame) return Of(step.Frame!, parser, path);
            if (step.State is FeedState.Ended or FeedState.Nothing)
                throw new BadInputException(rejected ?? new BadInput(path, "one whole frame at least", $"{feed.TailBytes} bytes of a first frame"));
        }
    }

    private static FirstFrames Of(Frame frame, IFrameParser parser, string path)
    {
        using (frame)
        {
            bool namesUnits = parser is LammpsDumpParser && TextFile.Head(path).StartsWith("ITEM: UNITS");
            return new FirstFrames(parser.AtomLabels, double.IsFinite(frame.TimePs), frame.Step is not null, frame.Cell, frame.Kind == PositionKind.Wrapped,
                namesUnits ? ((LammpsDumpParser)parser).Units.Style : null);
        }
    }
}
