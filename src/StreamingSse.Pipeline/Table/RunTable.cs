using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Table;

/// <summary>The newest row of every run, and the rows to compare with; knows which of them are not stored yet.</summary>
/// <remarks>Idempotent: a state that is not newer than its run's row changes nothing. Not thread-safe: one actor owns it.</remarks>
public sealed class RunTable
{
    private readonly SortedDictionary<string, TableRow> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaved = [];
    private IReadOnlyList<FleetRow> _references = [];

    public RunTable(IEnumerable<TableRow> stored)
    {
        foreach (TableRow row in stored) _rows[row.Row.Run] = row;
    }

    /// <summary>Runs in the order of their names, then references.</summary>
    public IEnumerable<FleetRow> Rows => _rows.Values.Select(row => row.Row).Concat(_references);

    /// <summary>False where the table holds the same or a newer state.</summary>
    public bool Fold(RunState state)
    {
        if (!state.Stamp.Supersedes(_rows.GetValueOrDefault(state.Run)?.Stamp)) return false;
        _rows[state.Run] = TableRow.Of(state);
        _unsaved.Add(state.Run);
        return true;
    }

    public void Compare(IReadOnlyList<FleetRow> references) => _references = references;

    /// <summary>Rows that changed since they were last taken here.</summary>
    public IReadOnlyList<TableRow> TakeUnsaved()
    {
        TableRow[] rows = [.. _unsaved.Select(run => _rows[run])];
        _unsaved.Clear();
        return rows;
    }

    /// <summary>Storing these failed: they are to be stored again, unless something newer is.</summary>
    public void Return(IEnumerable<TableRow> rows) => _unsaved.UnionWith(rows.Select(row => row.Row.Run).Where(_rows.ContainsKey));
}
