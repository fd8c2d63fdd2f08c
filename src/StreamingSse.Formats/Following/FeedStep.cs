using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Following;

internal enum FeedState
{
    /// <summary>The next frame, which the caller now holds.</summary>
    Frame,

    /// <summary>A frame was thrown away.</summary>
    Rejected,

    /// <summary>Nothing whole is there now.</summary>
    Nothing,

    /// <summary>What was read is no longer what the file holds; the feed stands at the file's start again.</summary>
    Changed,

    /// <summary>The motion is interrupted here, by lost frames: of a socket.</summary>
    Gap,

    /// <summary>Something that is to be told, and nothing more.</summary>
    Told,

    /// <summary>All that the finished file holds was given.</summary>
    Ended,
}

/// <summary>What a feed has at this moment.</summary>
/// <param name="LostCount">Frames that are missing at a gap; null where it is not known.</param>
internal readonly record struct FeedStep(FeedState State, Frame? Frame = null, BadInput? Bad = null, string? Reason = null, long? LostCount = null, SourceEvent? Told = null);
