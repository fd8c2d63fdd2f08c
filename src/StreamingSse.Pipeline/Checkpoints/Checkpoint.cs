using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>A run's whole state after one frame: what a watch goes on from.</summary>
/// <param name="Build">The build that wrote it: state is not carried from one to another.</param>
/// <param name="Identity">What the state depends on besides the files' frames, one fact a line; see <see cref="RunIdentity"/>.</param>
/// <param name="Branches">States of the branches, in the order of the way of the data.</param>
/// <param name="Earlier">The last snapshots of runs that came before in the same file, oldest first.</param>
internal sealed record Checkpoint(
    string Build, IReadOnlyList<string> Identity, CheckpointHead Head, IReadOnlyList<ReadOnlyMemory<byte>> Branches, IReadOnlyList<RunSnapshot> Earlier);
