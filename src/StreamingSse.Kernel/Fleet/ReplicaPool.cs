using StreamingSse.Kernel.Statistics;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Fleet;

/// <summary>Pools replicas: runs of the same material, composition, temperature and specie.</summary>
/// <remarks>
/// ln D of each run with a quotable D, weighed by 1/(s² + τ²): s is the run's own standard error, τ² the variance between runs beyond it
/// (DerSimonian &amp; Laird, Control. Clin. Trials 7, 177 (1986)). τ² of a few runs is hardly known: the interval is Hartung &amp; Knapp's (Stat. Med. 20, 3875
/// (2001)), Student's t with k − 1 degrees of freedom on the weighted scatter about the mean, and never narrower than with τ = 0. Runs without a D do not
/// pull it, and are named. Cost O(n log n).
/// </remarks>
public static class ReplicaPool
{
    private static readonly string[] ByProgress = ["", "waiting", "equilibrating", "not-diffusing", "sub-diffusive", "diffusing", "converged"];

    public static IReadOnlyList<PooledVerdict> Of(IEnumerable<FleetRow> rows) =>
        [.. rows.Where(row => row.Origin == RowOrigin.Run).GroupBy(row => row.Label)
            .OrderBy(group => group.Key.Material, StringComparer.Ordinal).ThenBy(group => group.Key.Composition, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Specie, StringComparer.Ordinal).ThenBy(group => group.Key.TemperatureK).ThenBy(group => group.Key.Stoichiometric)
            .Select(Pooled)];

    private static PooledVerdict Pooled(IGrouping<RunLabel, FleetRow> group)
    {
        FleetRow[] rows = [.. group.OrderBy(row => row.Run, StringComparer.Ordinal)];
        FleetRow[] known = [.. rows.Where(row => row.Diffusion.IsQuotable && row.Diffusion.LogError > 0)];
        double coveredPs = rows.Sum(row => row.Progress.CoveredPs);
        double sigmaKPerD = rows.Select(row => row.Diffusion.SigmaKPerD).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        string state = rows.Select(row => row.Diffusion.State).MaxBy(Progress) ?? "";
        RunDiffusion? lowest = known.Length > 0 ? null : rows.Select(row => row.Diffusion).Where(diffusion => diffusion.UpperBound95 > 0).MinBy(diffusion => diffusion.UpperBound95);
        (Interval d, double between) = known.Length > 0 ? MeanOf(known) : (RunDiffusion.Unknown, double.NaN);
        return new PooledVerdict(group.Key, [.. rows.Select(row => row.Run)], state, d, between, lowest?.UpperBound95 ?? double.NaN, coveredPs, sigmaKPerD)
        {
            IsNothingSeen = lowest?.IsNothingSeen ?? false,
        };
    }

    private static (Interval D, double Between) MeanOf(FleetRow[] rows)
    {
        double[] logs = [.. rows.Select(row => Math.Log(row.Diffusion.D.Value))], variances = [.. rows.Select(row => row.Diffusion.LogError * row.Diffusion.LogError)];
        double between = rows.Length > 1 ? BetweenVariance(logs, variances) : double.NaN, added = double.IsNaN(between) ? 0 : between;
        double weight = 0, sum = 0;
        for (int i = 0; i < logs.Length; i++) (weight, sum) = (weight + 1 / (variances[i] + added), sum + logs[i] / (variances[i] + added));
        double mean = sum / weight, half = HalfWidth(logs, variances, added, mean);
        Interval d = rows.Length == 1 ? rows[0].Diffusion.D : new Interval(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
        return (d, Math.Sqrt(between));
    }

    private static double HalfWidth(double[] logs, double[] variances, double between, double mean)
    {
        double weight = 0, scatter = 0, dof = logs.Length - 1, ownHalf = Normal.Z975 / Math.Sqrt(variances.Sum(variance => 1 / variance));
        if (dof == 0) return ownHalf;
        for (int i = 0; i < logs.Length; i++)
        {
            double w = 1 / (variances[i] + between);
            (weight, scatter) = (weight + w, scatter + w * (logs[i] - mean) * (logs[i] - mean));
        }
        return Math.Max(ownHalf, StudentT.Quantile(0.975, dof) * Math.Sqrt(scatter / dof / weight));
    }

    private static double BetweenVariance(double[] logs, double[] variances)
    {
        double weight = 0, squares = 0, sum = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            double w = 1 / variances[i];
            (weight, squares, sum) = (weight + w, squares + w * w, sum + w * logs[i]);
        }
        double mean = sum / weight, q = 0;
        for (int i = 0; i < logs.Length; i++) q += (logs[i] - mean) * (logs[i] - mean) / variances[i];
        return Math.Max(0, (q - (logs.Length - 1)) / (weight - squares / weight));
    }

    private static int Progress(string state) => Array.IndexOf(ByProgress, state);
}
