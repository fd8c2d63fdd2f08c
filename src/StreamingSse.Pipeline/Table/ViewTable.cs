using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Pipeline.Table;

/// <summary>One view of the table with its correlations kept up to date.</summary>
/// <remarks>Rows that came, changed or went since the last refresh are up- or down-dated one by one. Not thread-safe: one actor owns it.</remarks>
public sealed class ViewTable(TableView view)
{
    /// <summary>A D known better than this counts no more: one run must not outweigh all others.</summary>
    private const double BestLogError = 0.05;

    private static readonly int DPlace = DescriptorColumn.IndexOf("D");
    private readonly OnlineCorrelation _online = new(DescriptorColumn.Count);
    private readonly Dictionary<string, (long Key, FleetRow Row)> _held = [];
    private long _nextKey;

    public TableView View => view;

    /// <summary>The rows of the view, in the order of their names.</summary>
    public IReadOnlyList<FleetRow> Rows { get; private set; } = [];

    /// <returns>Whether the view changed.</returns>
    public bool Refresh(IEnumerable<FleetRow> all)
    {
        FleetRow[] wanted = [.. Chosen(all)];
        HashSet<string> names = [.. wanted.Select(row => row.Run)];
        bool changed = false;
        foreach ((string run, (long key, _)) in _held.Where(held => !names.Contains(held.Key)).ToArray())
        {
            _online.Remove(key);
            _held.Remove(run);
            changed = true;
        }
        foreach (FleetRow row in wanted)
        {
            bool isHeld = _held.TryGetValue(row.Run, out (long Key, FleetRow Row) held);
            if (isHeld && ReferenceEquals(held.Row, row)) continue;
            long key = isHeld ? held.Key : _nextKey++;
            _online.Set(key, row.Values);
            _held[row.Run] = (key, row);
            changed = true;
        }
        if (changed) Rows = wanted;
        return changed;
    }

    /// <summary>Null matrices where there are too few materials.</summary>
    public ViewCorrelations Read()
    {
        int materials = Rows.Select(row => row.Label.Material).Distinct().Count();
        string[] runs = [.. Rows.Select(row => row.Run)];
        if (materials < ViewCorrelations.FewestMaterials) return new ViewCorrelations(view.Name, runs, materials, null, null, view.WeighByError);
        (CorrelationMatrix pearson, CorrelationMatrix spearman) = (_online.Pearson(), _online.Spearman());
        if (view.WeighByError)
        {
            double[][] columns = Columns(Rows);
            double[] weights = [.. Rows.Select(row => Weight(row.Diffusion))];
            pearson = WeightedCorrelation.With(pearson, columns, DPlace, weights, byRank: false);
            spearman = WeightedCorrelation.With(spearman, columns, DPlace, weights, byRank: true);
        }
        int[] counts = MaterialCounts(Rows);
        return new ViewCorrelations(
            view.Name, runs, materials, pearson.WithoutPairsBelow(counts, ViewCorrelations.FewestMaterials),
            spearman.WithoutPairsBelow(counts, ViewCorrelations.FewestMaterials), view.WeighByError);
    }

    /// <summary>Shape [columns][rows].</summary>
    public static double[][] Columns(IReadOnlyList<FleetRow> rows) =>
        [.. Enumerable.Range(0, DescriptorColumn.Count).Select(column => rows.Select(row => row.Values[column]).ToArray())];

    /// <summary>Materials of which a row holds both of a pair of columns, shape [columns, columns].</summary>
    public static int[] MaterialCounts(IReadOnlyList<FleetRow> rows)
    {
        int d = DescriptorColumn.Count;
        int[] counts = new int[d * d];
        foreach (IGrouping<string, FleetRow> material in rows.GroupBy(row => row.Label.Material))
        {
            bool[] both = new bool[d * d];
            foreach (FleetRow row in material)
            {
                int[] present = [.. Enumerable.Range(0, d).Where(column => !double.IsNaN(row.Values[column]))];
                foreach (int a in present) foreach (int b in present) both[a * d + b] = true;
            }
            for (int at = 0; at < both.Length; at++) counts[at] += both[at] ? 1 : 0;
        }
        return counts;
    }

    // A D that may not be quoted is known to a factor of e at best.
    private static double Weight(RunDiffusion diffusion)
    {
        double error = diffusion.IsQuotable && diffusion.LogError > 0 ? Math.Clamp(diffusion.LogError, BestLogError, 1) : 1;
        return 1 / (error * error);
    }

    private IEnumerable<FleetRow> Chosen(IEnumerable<FleetRow> all)
    {
        IEnumerable<FleetRow> rows = all.Where(row => (view.Specie is null || row.Label.Specie == view.Specie)
            && (double.IsNaN(view.TemperatureK) || Math.Abs(row.Label.TemperatureK - view.TemperatureK) <= view.WidthK));
        if (!view.OneRowPerMaterial) return rows.OrderBy(row => row.Run, StringComparer.Ordinal);
        return rows.GroupBy(row => row.Label.Material).Select(group => group
                .OrderBy(row => double.IsNaN(view.TemperatureK) ? 0 : Math.Abs(row.Label.TemperatureK - view.TemperatureK))
                .ThenByDescending(row => row.Progress.CoveredPs).ThenBy(row => row.Run, StringComparer.Ordinal).First())
            .OrderBy(row => row.Run, StringComparer.Ordinal);
    }
}
