using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Runs;

/// <summary>A snapshot and what it cost.</summary>
/// <param name="Generation">Counts how often the run began anew.</param>
/// <param name="GivenUp">What is done without for want of memory, in words.</param>
public sealed record JoinedSnapshot(RunSnapshot Snapshot, int Generation, IReadOnlyList<string> GivenUp, long MemoryBytes)
{
    /// <summary>The last snapshots of runs that came before in the same file, oldest first.</summary>
    public IReadOnlyList<RunSnapshot> Earlier { get; init; } = [];
}

/// <summary>Puts the readings of the branches together, those of the same generation and frame.</summary>
/// <remarks>Older readings that never became whole are forgotten when newer ones do: a snapshot is a state.</remarks>
internal sealed class SnapshotJoin(RunSetup setup, DriftUse drift)
{
    private readonly SnapshotBuilder _builder = new(setup.Plan.Atoms, setup.Analysis);
    private readonly Dictionary<(int Generation, long FrameCount), Parts> _waiting = [];

    private sealed class Parts
    {
        public BranchReading.Displacements? Displacements { get; set; }

        public BranchReading.Velocities? Velocities { get; set; }

        public BranchReading.Diffusivities? Diffusivities { get; set; }

        public BranchReading.Motion? Motion { get; set; }
    }

    public void Clear() => _waiting.Clear();

    /// <returns>The snapshot that this reading completes; null while parts of it are missing.</returns>
    public JoinedSnapshot? Add(BranchReading reading)
    {
        var at = (reading.Generation, reading.FrameCount);
        if (!_waiting.TryGetValue(at, out Parts? parts)) _waiting[at] = parts = new Parts();
        switch (reading)
        {
            case BranchReading.Displacements displacements: parts.Displacements = displacements; break;
            case BranchReading.Velocities velocities: parts.Velocities = velocities; break;
            case BranchReading.Diffusivities diffusivities: parts.Diffusivities = diffusivities; break;
            case BranchReading.Motion motion: parts.Motion = motion; break;
        }

        if (parts is not { Displacements: { } d, Velocities: { } v, Diffusivities: { } q, Motion: { } m }) return null;
        foreach (var older in _waiting.Keys.Where(key => key.CompareTo(at) <= 0).ToArray()) _waiting.Remove(older);
        string[] givenUp = [.. new[] { setup.Memory.Shortage, d.IsExact ? null : d.Lags, v.GivenUp }.OfType<string>()];
        RunSnapshot snapshot = _builder.Build(Facts(d, m, givenUp), Measured(d, v, m), q.Verdict);
        return new JoinedSnapshot(snapshot, reading.Generation, givenUp, d.MemoryBytes);
    }

    private RunFacts Facts(BranchReading.Displacements d, BranchReading.Motion m, IEnumerable<string> givenUp) => new(
        setup.Plan.Path,
        m.Segments,
        setup.Plan.Engine,
        setup.Plan.Atoms.AtomCount,
        m.FrameCount,
        m.FirstPs,
        m.LastPs,
        m.FramePs,
        new Dictionary<string, int>(),
        setup.Analysis.StatedTemperatureK,
        new Dictionary<string, double>(),
        "",
        d.Lags,
        setup.Plan.Inferred,
        [.. setup.Plan.Warnings, .. givenUp.Select(words => $"memory: {words}")]);

    private RunMeasurements Measured(BranchReading.Displacements d, BranchReading.Velocities v, BranchReading.Motion m) => new(
        d.BlockFrameCount, d.Msd, v.Vacf, m.KineticK, m.KineticAllK, m.Sites, m.Windows, drift.Used, drift.Note, v.FromFile);
}
