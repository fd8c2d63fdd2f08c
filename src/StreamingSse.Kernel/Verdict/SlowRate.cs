namespace StreamingSse.Kernel.Verdict;

/// <summary>How much the mean over the run may be off because the rate of all ions together wanders: a breathing framework, a thermostat that swings.</summary>
/// <remarks>
/// The ion-summed series in batches is white noise plus a rate that wanders by a share s of itself with a correlation time τ (Ornstein–Uhlenbeck),
/// for s and τ on a grid, or not at all. Each hypothesis has the likelihood of its innovations (Kalman 1960), the size of the white noise and the
/// mean being integrated out; the variance of the run's mean is averaged over them with their posterior weights. A swing that a short run cannot tell from noise thus
/// keeps its prior weight, and one that shows takes over. Cost O(hypotheses·batches).
/// </remarks>
internal static class SlowRate
{
    private const int MostBatches = 40;
    private const int FewestBatches = 8;
    private const double None = 0.88;
    private const double NoiseDof = 30; // how well the white noise is known beforehand

    private static readonly double[] SharesTried = [0.1, 0.2, 0.35, 0.6];
    private const double LongestTimeShare = 0.5;

    /// <summary>Posterior variance of the run's mean from a wandering rate, (Å²/ps)²; 0 where the run is too short to tell.</summary>
    /// <param name="steadyVariance">Variance of the whole mean that steady motion gives.</param>
    public static double Variance(LocalDiffusivityLevels levels, LevelStatistics s, int fromBin, double steadyVariance)
    {
        DiffusivityLevel level = levels.Levels[s.Level];
        int toBin = LevelStatistics.LastBin(levels, level) + 1;
        int count = Math.Min(MostBatches, Math.Min((int)(s.WindowLags / 4), toBin - fromBin));
        if (count < FewestBatches || !(s.DA2PerPs > 0)) return 0;
        double[] x = Batches.MeansA2PerPs(level, fromBin, toBin, count, q => q.Total);
        if (x.Length < FewestBatches) return 0;
        double noise = steadyVariance * x.Length, square = s.DA2PerPs * s.DA2PerPs;

        List<(double LogWeight, double Variance)> tried = [(Math.Log(None) + LogLikelihood(x, 0, 0, noise), 0)];
        List<double> times = [];
        for (double t = 1; t <= LongestTimeShare * x.Length; t *= 2) times.Add(t);
        double logPrior = Math.Log((1 - None) / (times.Count * SharesTried.Length));
        foreach (double time in times)
        {
            double kept = Math.Exp(-1 / time);
            foreach (double share in SharesTried)
            {
                double rate = share * share * square;
                tried.Add((logPrior + LogLikelihood(x, kept, rate, noise), rate * ShareInMean(kept, x.Length)));
            }
        }
        double top = tried.Max(h => h.LogWeight), total = 0, sum = 0;
        foreach ((double logWeight, double variance) in tried)
        {
            double w = Math.Exp(logWeight - top);
            (total, sum) = (total + w, sum + w * variance);
        }
        return sum / total;
    }

    // Kalman filter of the series and of a constant at once: their whitened products give the mean and what is left.
    private static double LogLikelihood(double[] x, double kept, double rate, double noise)
    {
        double stateX = 0, state1 = 0, spread = rate, xx = 0, x1 = 0, ones = 0, log = 0;
        foreach (double value in x)
        {
            double total = spread + noise, gain = spread / total, dx = value - stateX, d1 = 1 - state1;
            (xx, x1, ones, log) = (xx + dx * dx / total, x1 + dx * d1 / total, ones + d1 * d1 / total, log - 0.5 * Math.Log(total / noise));
            (stateX, state1) = (kept * (stateX + gain * dx), kept * (state1 + gain * d1));
            spread = kept * kept * (1 - gain) * spread + (1 - kept * kept) * rate;
        }
        double left = xx - x1 * x1 / ones;
        return log - 0.5 * Math.Log(ones * noise) - 0.5 * (NoiseDof + x.Length - 1) * Math.Log(NoiseDof + left);
    }

    // Variance of the mean of n values of an AR(1) process over the variance of one.
    private static double ShareInMean(double kept, int n)
    {
        double sum = n, power = 1;
        for (int k = 1; k < n; k++) sum += 2 * (n - k) * (power *= kept);
        return sum / ((double)n * n);
    }
}
