namespace StreamingSse.Views.Terminal;

/// <summary>Where the reader of a run stands.</summary>
public enum ReadingState
{
    /// <summary>Nothing has been read yet.</summary>
    Starting,

    /// <summary>More was written than was read so far.</summary>
    Backlog,

    /// <summary>Everything written was read; each new frame is taken as it comes.</summary>
    Following,

    /// <summary>Nothing was written for much longer than a frame takes.</summary>
    Stalled,

    /// <summary>The last frame was read and no more will come.</summary>
    Ended,

    /// <summary>The run cannot be read on; the last event says why.</summary>
    Failed,
}
