using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>One thing that came through a socket, on its way to the stream: exactly one of its parts is there.</summary>
/// <param name="Number">Frames received of all connections, this one included.</param>
/// <param name="EndOffset">Bytes received of all connections, up to the end of the frame.</param>
/// <param name="Gap">Why the motion is interrupted here.</param>
/// <param name="LostCount">With <paramref name="Gap"/>: frames that are missing; null where it is not known.</param>
internal readonly record struct ImdItem(
    Frame? Frame = null, long Number = 0, long EndOffset = 0, BadInput? Bad = null, string? Gap = null, long? LostCount = null, SourceEvent? Told = null);
