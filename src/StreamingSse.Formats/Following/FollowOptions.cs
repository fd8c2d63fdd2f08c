namespace StreamingSse.Formats.Following;

/// <summary>How a run is read: as finished files, or following what is being written.</summary>
public sealed record FollowOptions
{
    /// <summary>True: wait for more at the end of the file. False: the files are finished.</summary>
    public bool Follow { get; init; }

    /// <summary>Shortest pause between two looks at a file that has nothing new.</summary>
    public TimeSpan PollMin { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest pause between two looks at a file that has nothing new.</summary>
    public TimeSpan PollMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A source has stalled when nothing was written for this many frame intervals, and for <see cref="StallMinimum"/>.</summary>
    public double StallFactor { get; init; } = 10;

    public TimeSpan StallMinimum { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True: a file that is not there yet is waited for. False: it is bad input.</summary>
    public bool WaitForFile { get; init; }

    /// <summary>Memory for frames that came through a socket and wait to be analysed; when it is full they are dropped.</summary>
    public long SocketQueueBytes { get; init; } = 128L << 20;

    /// <summary>How long to go on connecting to a socket that does not answer.</summary>
    public TimeSpan SocketRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The run has ended when nothing was written for this long; null: never.</summary>
    public TimeSpan? EndAfter { get; init; }

    /// <summary>The run has ended when this process of this machine has; null: not known.</summary>
    public int? EnginePid { get; init; }

    /// <summary>When this is cancelled, what the files hold by then is read to its end and the stream completes.</summary>
    public CancellationToken Finish { get; init; }
}
