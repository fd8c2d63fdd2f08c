namespace StreamingSse.Formats.Following;

/// <summary>What a followed run did, told to the user as it happens. Frames themselves travel in the stream.</summary>
public abstract record SourceEvent(string Path)
{
    /// <summary>The next file of the chain was begun.</summary>
    public sealed record SegmentStarted(string Path, int Segment, bool Joined, string Reason) : SourceEvent(Path);

    /// <summary>Steps that were seen before; they are skipped, the first copy counts.</summary>
    public sealed record RepeatSkipped(string Path, long FromStep, long ToStep) : SourceEvent(Path);

    /// <summary>The engine went back to its first step in the same file: a new run; what was gathered of the old one is kept.</summary>
    public sealed record NewRunStarted(string Path, long Step) : SourceEvent(Path);

    /// <summary>The file was replaced or cut: the run is read again from its start.</summary>
    public sealed record SourceRestarted(string Path, string Reason) : SourceEvent(Path);

    /// <summary>The motion is interrupted: a new block of time origins begins.</summary>
    public sealed record BlockBroken(string Path, string Reason) : SourceEvent(Path);

    /// <summary>A frame was thrown away.</summary>
    public sealed record FrameRejected(string Path, BadInput Bad, long RejectedCount) : SourceEvent(Path);

    /// <summary>Nothing was written for much longer than a frame takes.</summary>
    public sealed record SourceStalled(string Path, TimeSpan Since) : SourceEvent(Path);

    /// <summary>The stalled file grows again.</summary>
    public sealed record SourceResumed(string Path) : SourceEvent(Path);

    /// <summary>Bytes that are not yet written (a hole on a network file system) hold the reader back.</summary>
    public sealed record HoleSeen(string Path, long Offset) : SourceEvent(Path);

    /// <summary>The file ends inside a frame; the partial frame is not counted.</summary>
    public sealed record TailIgnored(string Path, long Bytes) : SourceEvent(Path);

    /// <summary>What the connection to a simulation's socket does.</summary>
    public sealed record ConnectionChanged(string Path, string State) : SourceEvent(Path);

    /// <summary>Frames that a simulation sent or should have sent are missing; the count is null where it is not known.</summary>
    public sealed record FramesMissing(string Path, long? Count, string Reason) : SourceEvent(Path);

    /// <summary>The last frame was read and no more will come.</summary>
    public sealed record SourceEnded(string Path, string Reason) : SourceEvent(Path);

    /// <summary>The watch goes on from a checkpoint, after so many frames; nothing of the files before is read again.</summary>
    public sealed record Resumed(string Path, long FrameCount, double TimePs) : SourceEvent(Path);

    /// <summary>The checkpoint is not used: the run is read from its start.</summary>
    public sealed record CheckpointRefused(string Path, string Reason) : SourceEvent(Path);

    /// <summary>No checkpoint is written: after an interruption the run would be read from its start, or from an older one.</summary>
    public sealed record CheckpointSkipped(string Path, string Reason) : SourceEvent(Path);
}
