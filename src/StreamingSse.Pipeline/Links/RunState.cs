using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Materials;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Links;

/// <summary>All that others need to know of one run: its newest snapshot, what it is a run of, and how far it is.</summary>
/// <remarks>A state, not a change: the newest supersedes all before it (<see cref="Stamp"/>), so that losing or repeating older ones changes nothing.</remarks>
/// <param name="Run">Unique among all nodes: the run's full path.</param>
/// <param name="Fingerprint">Of the files behind it when the reader ended: lengths, times, and how they were read. Empty before.</param>
public sealed record RunState(
    string Run, string Name, StateStamp Stamp, RunLabel Label, RunProgress Progress, RunDiffusion Diffusion, RunSnapshot Snapshot, string Fingerprint)
{
    /// <summary>Descriptors that are words, such as the crystal system.</summary>
    public IReadOnlyList<DescriptorCategory> Categories { get; init; } = [];
}
