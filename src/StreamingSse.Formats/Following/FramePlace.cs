namespace StreamingSse.Formats.Following;

/// <summary>Where a frame was read: file, its index in the chain, and its end in bytes.</summary>
internal readonly record struct FramePlace(string Path, int Segment, long EndOffset);
