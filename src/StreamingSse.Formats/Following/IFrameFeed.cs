using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of one segment as its files hold them: whole, in the order of the files, not yet put in order of time.</summary>
internal interface IFrameFeed : IDisposable
{
    /// <summary>The file that is named in events.</summary>
    string Path { get; }

    /// <summary>Bytes of <see cref="Path"/> up to the end of the last frame (uncompressed).</summary>
    long EndOffset { get; }

    /// <summary>Bytes taken in so far; it changes when the file grows, whether or not a frame comes of it.</summary>
    long BytesRead { get; }

    /// <summary>Where unwritten bytes hold the reader back; null where none do.</summary>
    long? HoleAt { get; }

    /// <summary>Bytes after the last whole frame, known when the feed has ended.</summary>
    long TailBytes { get; }

    FeedStep Next();

    /// <summary>What the files hold now is all there will be.</summary>
    void Finish();

    /// <summary>Asks the file system whether the path still names the file that is read.</summary>
    void CheckPath();

    /// <summary>It stands at the end of a frame, where its state can be taken along.</summary>
    bool CanCarry { get; }

    /// <summary>Takes along where it stands, without its parser. Loading needs a new feed, and refuses a file that does not hold what was read.</summary>
    void Carry(StateCarrier state);

    /// <summary>Gives memory back while there is nothing to read.</summary>
    void Rest();
}
