namespace StreamingSse.Kernel.Verdict;

/// <summary>D behind the memory: what the levels say of the limit of long lags, averaged over how long the memory may last.</summary>
/// <remarks>
/// Hops taken back after an exponential time τ give MSD(t) = 6Dt + 6cτ(1 − e^(−t/τ)), so D(Δ) = D + c·f(Δ/τ) with f(x) = e^(−x)(1 − e^(−x))/x. For each τ on a
/// grid that reaches beyond the tested lag (D, c) has a closed posterior, c &gt; 0 or c &lt; 0; no memory is one more hypothesis.
/// Weights are priors times evidences (Bayesian model averaging; Hoeting et al. 1999). Each is tried with and without further memories
/// at short lags, marginalised into the covariance, since real memory seldom has one time only. Cost O(times·levels²).
/// </remarks>
/// <param name="DA2PerPs">Posterior mean of D.</param>
/// <param name="Variance">Posterior variance: sampling and memory, (Å²/ps)².</param>
/// <param name="CurveA2PerPs">Posterior mean of D(Δ) at the fitted lags.</param>
/// <param name="Weight">Posterior probability of memory beyond the short lags.</param>
/// <param name="TimePs">Geometric mean of its time.</param>
/// <param name="Posterior">Of D.</param>
/// <param name="Misfit">Least χ² of any hypothesis.</param>
public sealed record MemoryFit(double DA2PerPs, double Variance, double[] CurveA2PerPs, double Weight, double TimePs, double Misfit, MemoryPosterior Posterior, double SteadyVariance)
{
    private const int LevelsPerTwoOctaves = 4;

    /// <param name="lagPs">Lags of the levels, ascending.</param>
    /// <param name="dA2PerPs">Their means.</param>
    /// <param name="covariance">Of those means, (Å²/ps)².</param>
    /// <param name="longestPs">Lag up to which memory is looked for; times reach to twice as much.</param>
    /// <returns>Null where the covariance is not positive definite: what does not scatter tells no noise.</returns>
    public static MemoryFit? Of(double[] lagPs, double[] dA2PerPs, double[,] covariance, double longestPs, ReturnEvidence? returns = null)
    {
        double scale = MemoryPrior.Amplitude * Larger(dA2PerPs[Math.Max(0, dA2PerPs.Length - 1 - LevelsPerTwoOctaves)], dA2PerPs[^1]);
        double nuisance = MemoryPrior.Nuisance * Larger(dA2PerPs[0], dA2PerPs[^1]);
        double[] timesPs = MemoryPrior.TimesPs(lagPs[0], longestPs);
        List<MemoryPart> parts = [];
        bool isScattered = TryAddParts(parts, lagPs, dA2PerPs, covariance, scale, timesPs, Math.Log(MemoryPrior.Simple), returns)
            && TryAddParts(parts, lagPs, dA2PerPs, WithNuisance(covariance, lagPs, nuisance), scale, timesPs, Math.Log(1 - MemoryPrior.Simple), returns);
        return isScattered ? Average(parts, lagPs) : null;
    }

    /// <summary>Share of a memory of time τ that is left in D(Δ) at Δ = x·τ.</summary>
    public static double Left(double x) => x < 1e-6 ? 1 - 1.5 * x : Math.Exp(-x) * (1 - Math.Exp(-x)) / x;

    private static bool TryAddParts(
        List<MemoryPart> parts, double[] lagPs, double[] dA2PerPs, double[,] covariance, double scale, double[] timesPs, double logPrior,
        ReturnEvidence? returns)
    {
        if (LinearSystem.Cholesky(covariance) is not { } l) return false;
        for (int i = 0; i < lagPs.Length; i++) logPrior -= Math.Log(l[i, i]);
        double[] y = LinearSystem.Whiten(l, dA2PerPs), one = LinearSystem.Whiten(l, [.. lagPs.Select(_ => 1.0)]);
        parts.Add(MemoryPart.WithoutMemory(y, one, logPrior + Math.Log(MemoryPrior.None) + (returns?.LogWithout ?? 0)));
        foreach (double timePs in timesPs)
        {
            double[] f = LinearSystem.Whiten(l, [.. lagPs.Select(lag => Left(lag / timePs))]);
            parts.Add(MemoryPart.WithMemory(y, one, f, scale, +1, logPrior + Math.Log(MemoryPrior.Falling / timesPs.Length) + (returns?.LogWith(timePs, +1) ?? 0), timePs));
            parts.Add(MemoryPart.WithMemory(y, one, f, scale, -1, logPrior + Math.Log(MemoryPrior.Rising / timesPs.Length) + (returns?.LogWith(timePs, -1) ?? 0), timePs));
        }
        return true;
    }

    private static double[,] WithNuisance(double[,] covariance, double[] lagPs, double size)
    {
        double[,] wider = (double[,])covariance.Clone();
        foreach (double t in MemoryPrior.NuisanceTimesPs(lagPs[0]))
        {
            for (int i = 0; i < lagPs.Length; i++)
            {
                for (int j = 0; j < lagPs.Length; j++) wider[i, j] += size * size * Left(lagPs[i] / t) * Left(lagPs[j] / t);
            }
        }
        return wider;
    }

    private static MemoryFit Average(List<MemoryPart> parts, double[] lagPs)
    {
        double top = parts.Max(p => p.LogWeight), total = 0, d = 0, square = 0, logTime = 0, memory = 0;
        double[] curve = new double[lagPs.Length];
        foreach (MemoryPart p in parts)
        {
            double w = Math.Exp(p.LogWeight - top);
            (total, d, square) = (total + w, d + w * p.DA2PerPs, square + w * (p.Variance + p.DA2PerPs * p.DA2PerPs));
            for (int k = 0; k < curve.Length; k++) curve[k] += w * (p.DA2PerPs + (p.TimePs > 0 ? p.AmplitudeA2PerPs * Left(lagPs[k] / p.TimePs) : 0));
            if (p.TimePs > 0) (logTime, memory) = (logTime + w * Math.Log(p.TimePs), memory + w);
        }
        d /= total;
        double variance = Math.Max(square / total - d * d, 0);
        for (int k = 0; k < curve.Length; k++) curve[k] /= total;
        return new(
            d, variance, curve, memory / total, Math.Exp(logTime / memory), parts.Min(p => p.Misfit),
            new MemoryPosterior([.. parts.Select(p => (p, Math.Exp(p.LogWeight - top) / total))], d, variance), parts.Min(p => p.Variance));
    }

    private static double Larger(double a, double b) => Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)), 1e-12);
}
