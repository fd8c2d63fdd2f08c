using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Runs;

/// <summary>Everything that is fixed before a run's first frame is read.</summary>
/// <param name="Name">Unique among the watched runs; names its actors and its results folder.</param>
/// <param name="VacfMaxLagPs">Longest lag of the velocity autocorrelation, ps.</param>
/// <param name="MemoryBytes">This run's share of the process's memory budget, bytes.</param>
/// <param name="StreamBuffer">Frames that may wait before each branch.</param>
public sealed record RunSetup(
    string Name,
    RunPlan Plan,
    FollowOptions Follow,
    AnalysisOptions Analysis,
    UnwrapMode Unwrap,
    double VacfMaxLagPs,
    long MemoryBytes,
    int StreamBuffer,
    SnapshotPace Pace)
{
    /// <summary>What is known beside the trajectory; tells others what the run is a run of.</summary>
    public RunTags Tags { get; init; } = RunTags.None;

    /// <summary>What others call it; null for by its name.</summary>
    public string? PublishedName { get; init; }

    /// <summary>Where the run's state is kept; null where it is not.</summary>
    public CheckpointPlan? Checkpoint { get; init; }

    /// <summary>When and how its engine is stopped; null for as the pipeline says of all runs.</summary>
    public StopPlan? Stop { get; init; }

    public RunMemory Memory => new(MemoryBytes, Plan.Atoms.AtomCount, MobileAtoms.Count());

    /// <summary>The atoms of the mobile species, ascending.</summary>
    public IEnumerable<int> MobileAtoms
    {
        get
        {
            AtomTable atoms = Plan.Atoms;
            bool[] isMobile = [.. atoms.SpecieNames.Select(Analysis.Mobile.Contains)];
            for (int atom = 0; atom < atoms.AtomCount; atom++)
                if (isMobile[atoms.SpecieOfAtom[atom]]) yield return atom;
        }
    }
}

/// <summary>How often curves are read out while frames flow.</summary>
/// <param name="IntervalMin">Shortest time between two read-outs.</param>
/// <param name="Share">Read-outs take at most this share of the time.</param>
public sealed record SnapshotPace(TimeSpan IntervalMin, double Share)
{
    /// <summary>Nothing is read out before the end of the run.</summary>
    public static SnapshotPace OnlyAtTheEnd { get; } = new(TimeSpan.MaxValue, 1);
}
