using System.Globalization;
using StreamingSse.Formats.Following;

namespace StreamingSse.Host.Watching;

/// <summary>What the source did, in one sentence; files by their path within the run.</summary>
internal static class EventWords
{
    public static string Of(SourceEvent told, string runPath) => told switch
    {
        SourceEvent.SegmentStarted e => $"{Name(e, runPath)}: {(e.Joined ? "goes on" : "begins")} ({e.Reason})",
        SourceEvent.RepeatSkipped e => $"{Name(e, runPath)}: repeated steps {e.FromStep} to {e.ToStep} skipped, the first copy counts",
        SourceEvent.NewRunStarted e => $"{Name(e, runPath)}: the engine began again at step {e.Step}; the earlier run's results are kept",
        SourceEvent.SourceRestarted e => $"{Name(e, runPath)}: read again from its start: {e.Reason}",
        SourceEvent.BlockBroken e => $"{Name(e, runPath)}: new time origins: {e.Reason}",
        SourceEvent.FrameRejected e => $"frame rejected ({e.RejectedCount} in all): {e.Bad}",
        SourceEvent.SourceStalled e => $"{Name(e, runPath)}: nothing was written for {e.Since.TotalSeconds:0} s",
        SourceEvent.SourceResumed e => $"{Name(e, runPath)}: grows again",
        SourceEvent.HoleSeen e => $"{Name(e, runPath)}: bytes from {e.Offset} on are not written yet",
        SourceEvent.TailIgnored e => $"{Name(e, runPath)}: ends {e.Bytes} bytes into a frame, which is not counted",
        SourceEvent.ConnectionChanged e => $"{Name(e, runPath)}: {e.State}",
        SourceEvent.FramesMissing { Count: long count } e => $"{Name(e, runPath)}: {count} frames are missing: {e.Reason}",
        SourceEvent.FramesMissing e => $"{Name(e, runPath)}: frames may be missing: {e.Reason}",
        SourceEvent.SourceEnded e => $"{Name(e, runPath)}: ended: {e.Reason}",
        SourceEvent.Resumed e => string.Create(CultureInfo.InvariantCulture, $"goes on from its checkpoint: {e.FrameCount} frames, {e.TimePs:0.###} ps"),
        SourceEvent.CheckpointRefused e => $"begins anew, {Path.GetFileName(e.Path)} does not fit: {e.Reason}",
        SourceEvent.CheckpointSkipped e => $"no checkpoint written: {e.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(told), told, "no words for this event"),
    };

    private static string Name(SourceEvent told, string runPath) =>
        Path.GetRelativePath(runPath, told.Path) is var within && within != "." && !within.StartsWith("..", StringComparison.Ordinal) ? within : Path.GetFileName(told.Path);
}
