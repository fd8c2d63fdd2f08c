using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Web;

/// <summary>The newest of one run.</summary>
/// <param name="Name">Unique among the runs shown.</param>
/// <param name="Picture">Null before the first frames.</param>
public sealed record PageRun(string Name, LiveStatus Status, RunPicture? Picture)
{
    /// <summary>How often its reading was begun again after a failure.</summary>
    public long RestartCount { get; init; }

    /// <summary>Frames read and not yet analysed.</summary>
    public long WaitingFrames { get; init; }
}
