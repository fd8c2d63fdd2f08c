using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Pipeline.Runs;

/// <summary>The last snapshots of runs that came before in the same file: the engine began again there, and what it gave before is a result.</summary>
/// <remarks>A generation whose file was replaced or cut leaves none.</remarks>
internal sealed class EarlierRuns
{
    private readonly SortedDictionary<int, RunSnapshot> _lastOf = [];
    private readonly HashSet<int> _void = [];
    private int _generation;

    /// <summary>The reading begins at this generation, with what is left of those before it.</summary>
    public void Begin(int generation, IReadOnlyList<RunSnapshot> earlier)
    {
        _lastOf.Clear();
        _void.Clear();
        _generation = generation;
        for (int i = 0; i < earlier.Count; i++) _lastOf[generation - earlier.Count + i] = earlier[i];
    }

    /// <summary>The frames of the next generation are on their way; readings of the one before may still come.</summary>
    public void BeginGeneration(bool isKept)
    {
        if (!isKept) _void.Add(_generation);
        _generation++;
    }

    public void Add(JoinedSnapshot joined) => _lastOf[joined.Generation] = joined.Snapshot;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RunSnapshot> Before(int generation) => [.. _lastOf.Where(run => run.Key < generation && !_void.Contains(run.Key)).Select(run => run.Value)];
}
