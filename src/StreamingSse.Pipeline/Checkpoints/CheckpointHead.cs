using StreamingSse.Kernel.Frames;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>Where a checkpoint cuts the stream, with the state of all that lies before the branches.</summary>
/// <param name="FrameCount">Frames of this generation up to the cut.</param>
/// <param name="Last">Where the last of them came from.</param>
/// <param name="Source">State of the source at this frame, or a little before it.</param>
/// <param name="Skip">Frames that the source gave out after that.</param>
/// <param name="Preparation">State of the preparation at the cut.</param>
internal sealed record CheckpointHead(
    int Generation, long FrameCount, double TimePs, FrameOrigin Last, ReadOnlyMemory<byte> Source, long Skip, ReadOnlyMemory<byte> Preparation);
