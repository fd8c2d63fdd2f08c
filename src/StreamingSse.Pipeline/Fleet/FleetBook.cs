using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>Makes the state of the fleet from its table: views, pooled verdicts, Arrhenius lines, advice.</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class FleetBook(RunTable table, IReadOnlyList<TableView> views, AdviceConfig advice)
{
    private const int MostNotes = 50;
    private readonly ViewTable[] _views = [.. views.Select(view => new ViewTable(view))];
    private readonly List<string> _notes = [];
    private IReadOnlyList<string> _unreadable = [];
    private long _version;

    public RunTable Table => table;

    public FleetModels? Models { get; set; }

    public bool IsTraining { get; set; }

    /// <summary>A note that is there already is not repeated; the oldest go.</summary>
    public void Note(string text)
    {
        if (_notes.Contains(text)) return;
        if (_notes.Count == MostNotes) _notes.RemoveAt(0);
        _notes.Add(text);
    }

    /// <summary>What cannot be read now, in place of what was told before.</summary>
    /// <returns>Whether that has changed.</returns>
    public bool TakeUnreadable(IReadOnlyList<string> notes)
    {
        if (notes.SequenceEqual(_unreadable)) return false;
        _unreadable = [.. notes];
        return true;
    }

    public FleetState State()
    {
        FleetRow[] rows = [.. table.Rows];
        foreach (ViewTable view in _views) view.Refresh(rows);
        IReadOnlyList<PooledVerdict> pooled = ReplicaPool.Of(rows);
        IReadOnlyList<MaterialArrhenius> lines = ArrheniusBook.Of(pooled);
        Advice[] next = [.. lines.SelectMany(line => AdviceFor(line, rows)).OrderBy(one => one.Action != "stop").ThenBy(one => double.IsNaN(one.CostToTarget)).ThenBy(one => one.CostToTarget)];
        return new FleetState(++_version, rows, pooled, [.. _views.Select(view => view.Read())], Models, lines, next, [.. _unreadable.Take(MostNotes), .. _notes]) { IsTraining = IsTraining };
    }

    /// <summary>The rows that models are made from.</summary>
    public IReadOnlyList<FleetRow> RowsOf(string view) => _views.First(one => one.View.Name == view).Rows;

    private IReadOnlyList<Advice> AdviceFor(MaterialArrhenius line, FleetRow[] rows)
    {
        CampaignRun[] runs =
        [
            .. rows.Where(row => row.Origin == RowOrigin.Run && row.Label.Series == (line.Material, line.Composition, line.Specie) && row.Label.TemperatureK > 0
                && (line.Kink is null || row.Label.TemperatureK <= line.Kink.BelowK)) // beyond a kink the material is another
                .Select(row => new CampaignRun(
                    row.Run, row.Label.TemperatureK, row.Progress.CoveredPs, row.Diffusion.IsQuotable ? row.Diffusion.LogError : double.NaN,
                    row.Diffusion.RequiredPs, row.Progress.CoreHoursPerPs, !row.Progress.IsFinal && row.Progress.Failure is null)),
        ];
        return runs.Length == 0 ? [] : NextRun.Of(line.Material, line.Fit, runs, NextRun.StartTemperaturesK(runs, advice.LowestStartK), advice.Target());
    }
}
