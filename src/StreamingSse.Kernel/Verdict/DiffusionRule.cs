using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>From the levels to D with an honest interval: the steps of docs/verdict.md, in their order.</summary>
/// <remarks>A pure function of the levels and the hop length. Cost some 0.2 ms, whatever the length of the run.</remarks>
public static class DiffusionRule
{
    /// <summary>Changes with every change of a figure that the rule gives.</summary>
    public const string Version = "3";

    /// <summary>Length of a hop where nobody states one, Å.</summary>
    public const double DefaultHopA = 2.8;

    /// <summary>Part of D that no length of a run takes off its standard error: what the model of memory leaves out.</summary>
    public const double SystematicShare = 0.03;

    private const int FewestLevels = 3;
    private const int FewestFitted = 4;
    private const double LagsPerResidence = 2.5;
    private const double ShortestRequiredPs = 32;
    private const double LongestRequiredPs = 96;
    private const double ShortestMemoryPs = 64;
    private const double LongestMemoryPs = 128;
    private const double FittedRange = 16.5;      // the shortest fitted lag is a sixteenth of the longest memory lag
    private const double MisfitShare = 0.03;      // of each level: no real memory has the model's shape exactly
    private const double WorstFit = 0.98;         // quantile of χ² beyond which the shortest level is left out
    private const double FairFit = 0.8;           // quantile beyond which the covariance is scaled up to the misfit (Birge 1932)
    private const int FewHops = 20;
    private const double OnsetTolerance = 0.05;

    /// <summary>Null while the run holds fewer than three levels or none of them long enough to scatter, and where nothing scatters.</summary>
    /// <param name="hopA">Length of one hop, Å.</param>
    public static Assessment? Assess(LocalDiffusivityLevels levels, double hopA = DefaultHopA)
    {
        if (Window.Of(levels, 0) is not { } window) return null;
        int discarded = Stationarity.BinsToDiscard(levels, levels.Levels[window.Reference]);
        if (discarded > 0)
        {
            if (Window.Of(levels, discarded) is not { } later) return null;
            window = later;
        }
        return Assess(levels, window, hopA);
    }

    /// <summary>Lag that must be tested before a D of this size is quoted, ps: some residence times of an ion at its site.</summary>
    public static double RequiredLagPs(double dA2PerPs, double hopA = DefaultHopA) => dA2PerPs > 0
        ? Math.Clamp(LagsPerResidence * hopA * hopA / 6 / dA2PerPs, ShortestRequiredPs, LongestRequiredPs)
        : LongestRequiredPs;

    private static Assessment? Assess(LocalDiffusivityLevels levels, Window window, double hopA)
    {
        List<LevelStatistics> s = window.Statistics;
        double squareA2 = hopA * hopA / 6, discardedPs = window.FromBin * levels.BinWidth * levels.BaseLagPs;
        double memoryPs = Math.Min(s[^1].LagPs, Math.Clamp(squareA2 / Math.Max(s[window.Reference].DA2PerPs, 1e-9), ShortestMemoryPs, LongestMemoryPs));
        if (Fit(levels, s, window.Noise, memoryPs) is not (int first, MemoryFit fit)) return null;

        double perHopA2PerPs = squareA2 / (levels.IonCount * (levels.CoveredPs - discardedPs));
        double perEvent = perHopA2PerPs * Math.Max(1, window.Noise.Collectivity);
        Interval d = IntervalOf(fit, window.Noise, perHopA2PerPs, perEvent, s[window.Reference].DA2PerPs / perEvent);
        Interval longest = Interval.OfSquares(s[^1].DA2PerPs, window.Noise.Covariance(s.Count - 1, s.Count - 1), window.Noise.Dof);
        int onset = Onset(fit);
        return new(
            levels.CoveredPs, d, Math.Max(d.High95, longest.High95), s[^1].LagPs,
            RequiredLagPs(d.Value, hopA),
            onset < 0 ? double.NaN : s[first + onset].LagPs, s[onset < 0 ? s.Count - 1 : first + onset].Level,
            d.Value > 0 ? Math.Abs(fit.CurveA2PerPs[^1] / d.Value - 1) : double.PositiveInfinity,
            Stationarity.HalvesZ(levels, levels.Levels[window.Reference], window.FromBin), window.Noise.Collectivity, discardedPs,
            Math.Max(0, s[window.Reference].DA2PerPs / perHopA2PerPs), d.Value > 0 ? squareA2 / d.Value : double.PositiveInfinity, fit.Weight, fit.TimePs)
        {
            Plateau = PlateauCurve.Of(s, window.Noise, first, fit),
            SingleIons = HopStatistics.Of(levels),
        };
    }

    // Levels from a sixteenth of the memory lag up; shorter ones are left out one by one while the best curve misses them all.
    private static (int First, MemoryFit Fit)? Fit(LocalDiffusivityLevels levels, List<LevelStatistics> s, NoiseModel noise, double memoryPs)
    {
        int first = Math.Max(0, Math.Min(s.FindIndex(x => x.LagPs * FittedRange >= memoryPs), s.Count - FewestFitted));
        MemoryFit? fit = FitFrom(levels, first, s, noise, memoryPs);
        while (fit is not null && first + FewestFitted < s.Count && fit.Misfit > ChiSquare.Quantile(WorstFit, s.Count - first)) fit = FitFrom(levels, ++first, s, noise, memoryPs);
        if (fit is null) return null;
        noise.Refine(first, fit.CurveA2PerPs);
        return FitFrom(levels, first, s, noise, memoryPs) is { } refined ? (first, refined) : null;
    }

    private static MemoryFit? FitFrom(LocalDiffusivityLevels levels, int first, List<LevelStatistics> s, NoiseModel noise, double memoryPs)
    {
        int n = s.Count - first;
        double[] lagPs = new double[n], d = new double[n];
        for (int i = 0; i < n; i++) (lagPs[i], d[i]) = (s[first + i].LagPs, s[first + i].DA2PerPs);
        ReturnEvidence? returns = ReturnEvidence.Of(levels, lagPs[0], noise.Collectivity);
        if (MemoryFit.Of(lagPs, d, CovarianceOf(first, d, noise, 1), memoryPs, returns) is not { } fit) return null;
        double birge = n > 3 ? fit.Misfit / ChiSquare.Quantile(FairFit, n - 2) : 1;
        return birge <= 1 ? fit : MemoryFit.Of(lagPs, d, CovarianceOf(first, d, noise, birge), memoryPs, returns);
    }

    private static double[,] CovarianceOf(int first, double[] d, NoiseModel noise, double scale)
    {
        double[,] covariance = new double[d.Length, d.Length];
        for (int i = 0; i < d.Length; i++)
        {
            for (int j = 0; j < d.Length; j++) covariance[i, j] = scale * noise.Covariance(first + i, first + j);
            covariance[i, i] = covariance[i, i] * (1 + 1e-9) + scale * (MisfitShare * MisfitShare * d[i] * d[i] + 1e-30);
        }
        return covariance;
    }

    // Few independent events have Poisson's limits (Garwood 1936), not a Gaussian's; none at all still leaves 3.69 of them possible.
    private static Interval IntervalOf(MemoryFit fit, NoiseModel noise, double perHop, double perEvent, double events)
    {
        double systematic = SystematicShare * fit.DA2PerPs;
        double variance = Math.Max(fit.Variance + systematic * systematic, fit.DA2PerPs * perEvent);
        Interval d = Shaped(fit, noise, variance);
        long count = (long)Math.Floor(Math.Max(events, 0) + 0.5);
        if (count is > 0 and < FewHops)
        {
            d = d with { Low95 = Math.Min(d.Low95, perEvent * Poisson.Low95(count)), High95 = Math.Max(d.High95, perEvent * Poisson.High95(count)) };
        }
        double low = count == 0 ? Math.Min(d.Low95, 0) : d.Low95;
        return d with { Low95 = low, High95 = Math.Max(d.High95, perHop * Poisson.High95(0)) };
    }

    // The posterior leans to low D where hops may still be taken back; counts of hops lean to high D (χ²),
    // which raises the low end by their share of the variance and the high end in full.
    private static Interval Shaped(MemoryFit fit, NoiseModel noise, double variance)
    {
        double d = fit.DA2PerPs, t = StudentT.Quantile(0.975, noise.Dof), widened = t / Normal.Z975 * Math.Sqrt(variance / Math.Max(fit.Variance, 1e-300));
        double down = widened * (d - fit.Posterior.QuantileA2PerPs(0.025)), up = widened * (fit.Posterior.QuantileA2PerPs(0.975) - d);
        Interval steady = Interval.OfSquares(d, Math.Min(fit.SteadyVariance, variance), noise.Dof);
        double diluted = fit.SteadyVariance / Math.Max(variance, 1e-300), gauss = t * Math.Sqrt(fit.SteadyVariance);
        return new(d, d - down + diluted * (steady.Low95 - (d - gauss)), d + up + (steady.High95 - (d + gauss)));
    }

    private static int Onset(MemoryFit fit)
    {
        int onset = -1;
        for (int k = fit.CurveA2PerPs.Length - 1; k >= 0 && Math.Abs(fit.CurveA2PerPs[k] / fit.DA2PerPs - 1) <= OnsetTolerance; k--) onset = k;
        return onset;
    }

    /// <summary>The part of the run that counts, its levels and their noise.</summary>
    private sealed record Window(int FromBin, List<LevelStatistics> Statistics, NoiseModel Noise, int Reference)
    {
        private const double FewestLags = 24;

        public static Window? Of(LocalDiffusivityLevels levels, int fromBin)
        {
            List<LevelStatistics> s = LevelStatistics.Of(levels, fromBin);
            if (s.Count < FewestLevels || NoiseModel.Of(levels, s, fromBin) is not { } noise) return null;
            int best = 0; // the longest lag that is long in this window and still about the most precise
            for (int k = 1; k < s.Count; k++)
            {
                if (s[k].WindowLags >= FewestLags && noise.Covariance(k, k) <= 1.1 * noise.Covariance(best, best)) best = k;
            }
            return new(fromBin, s, noise, best);
        }
    }
}
