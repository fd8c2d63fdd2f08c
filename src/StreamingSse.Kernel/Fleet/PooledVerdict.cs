using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Fleet;

/// <summary>What all replicas of one label say together.</summary>
/// <param name="Runs">Those that were pooled.</param>
/// <param name="State">diffusing or converged where at least one run has a D; else the furthest state of any.</param>
/// <param name="D">Weighted mean of ln D, as D with its 95 % interval, Å²/ps; the scatter between replicas is in it.</param>
/// <param name="BetweenSpread">Standard deviation of ln D between replicas beyond their own errors; NaN for one run, 0 where errors explain it all.</param>
/// <param name="UpperBound95">Lowest bound of any, Å²/ps, where none has a D; NaN otherwise.</param>
/// <param name="CoveredPs">Sum over the runs, ps.</param>
public sealed record PooledVerdict(
    RunLabel Label, IReadOnlyList<string> Runs, string State, Interval D, double BetweenSpread, double UpperBound95, double CoveredPs, double SigmaKPerD)
{
    /// <summary>Whether the bound is that of a run in which no hop was seen.</summary>
    public bool IsNothingSeen { get; init; }

    public bool HasD => D.Value > 0;

    public double LogError => HasD ? Math.Log(D.High95 / D.Low95) / (2 * Statistics.Normal.Z975) : double.NaN;
}
