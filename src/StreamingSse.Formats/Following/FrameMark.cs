using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Following;

/// <summary>Where a frame says it stands in its run: a step (or a configuration's number), a time, both or neither.</summary>
/// <param name="RawPs">The file's own time, ps; NaN where it has none.</param>
internal readonly record struct FrameMark(long? Step, double RawPs)
{
    public static FrameMark Of(Frame frame) => new(frame.Step, frame.TimePs);

    /// <summary>The step; for a file that has times only, the time in whole fs. For messages.</summary>
    public long Number => Step ?? (double.IsFinite(RawPs) ? (long)Math.Round(RawPs * Kernel.Units.FsPerPs) : 0);

    /// <summary>Negative, zero or positive as this frame comes before, at or after the other; null where neither says.</summary>
    public int? Compare(in FrameMark other) =>
        Step is long step && other.Step is long otherStep ? step.CompareTo(otherStep)
        : double.IsFinite(RawPs) && double.IsFinite(other.RawPs) ? RawPs.CompareTo(other.RawPs)
        : null;
}
