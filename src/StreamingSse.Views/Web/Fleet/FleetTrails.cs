using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>How D of every run has moved while the fleet was watched: enough points for a line in a table.</summary>
/// <remarks>Bounded for any length of run. Not thread-safe: one owner.</remarks>
internal sealed class FleetTrails
{
    private const int Points = 40;

    private readonly Dictionary<string, DiffusionHistory> _histories = [];

    /// <returns>D of each row against simulated time, evenly spread over the run; in the order of the rows.</returns>
    public IReadOnlyList<DiffusionPoint[]> Add(FleetState state)
    {
        var trails = new List<DiffusionPoint[]>(state.Rows.Count);
        foreach (FleetRow row in state.Rows)
        {
            if (!_histories.TryGetValue(row.Run, out DiffusionHistory? history)) _histories[row.Run] = history = new DiffusionHistory(Points);
            if (row.Diffusion.D.Value > 0) history.Add(new DiffusionPoint(row.Progress.CoveredPs, row.Diffusion.D.Value, double.NaN));
            trails.Add([.. history.Points]);
        }
        if (_histories.Count > 2 * state.Rows.Count + Points) Forget(state);
        return trails;
    }

    // Runs that are gone for good must not gather over weeks.
    private void Forget(FleetState state)
    {
        HashSet<string> present = [.. state.Rows.Select(row => row.Run)];
        foreach (string gone in _histories.Keys.Where(run => !present.Contains(run)).ToArray()) _histories.Remove(gone);
    }
}
