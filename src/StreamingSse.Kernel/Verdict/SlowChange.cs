namespace StreamingSse.Kernel.Verdict;

/// <summary>How much more the run's mean scatters because the rate itself wanders (a breathing framework), and how well that is known.</summary>
/// <param name="Variance">Of the mean over the window, on top of what steady motion gives, (Å²/ps)².</param>
/// <param name="Dof">Degrees of freedom behind the scale of all variances.</param>
internal readonly record struct SlowChange(double Variance, double Dof)
{
    private const int MostBatches = 40;
    private const int FewestBatches = 8;
    private const int MostDof = 99;

    // Autocorrelations of white batches exceed 2/√n one time in forty.
    private const double Threshold = 2;

    /// <summary>Long-run variance of the ion-summed series under a flat-top window whose width the autocorrelation itself sets (Politis 2003).</summary>
    /// <param name="steadyVariance">What steady motion gives for the mean.</param>
    public static SlowChange Of(LocalDiffusivityLevels levels, LevelStatistics s, int fromBin, double steadyVariance)
    {
        DiffusivityLevel level = levels.Levels[s.Level];
        int toBin = LevelStatistics.LastBin(levels, level) + 1;
        int count = Math.Min(MostBatches, Math.Min((int)(s.WindowLags / 4), toBin - fromBin));
        if (count < FewestBatches) return new(0, count);
        double[] gamma = Autocovariances(Batches.MeansA2PerPs(level, fromBin, toBin, count, x => x.Total));
        int n = 2 * gamma.Length, reach = 0;
        while (reach + 1 < gamma.Length && gamma[reach + 1] > gamma[0] * Threshold / Math.Sqrt(n)) reach++;
        if (reach == 0) return new(0, Math.Min(MostDof, Math.Max(4, s.WindowLags / 4)) - 1);

        double longRun = gamma[0];
        for (int k = 1; k < Math.Min(gamma.Length, 2 * reach + 1); k++)
            longRun += 2 * gamma[k] * (k <= reach ? 1 : (2.0 * reach + 1 - k) / (reach + 1));
        longRun = Math.Max(longRun, gamma[0]);
        // A series of few correlation times hides a part of its own variance in its mean.
        double independent = n * gamma[0] / longRun;
        double variance = longRun / n * independent / Math.Max(independent - 1, 0.5);
        return new(Math.Max(0, variance - steadyVariance), independent - 1);
    }

    private static double[] Autocovariances(double[] x)
    {
        double mean = Batches.Mean(x);
        double[] gamma = new double[x.Length / 2];
        for (int k = 0; k < gamma.Length; k++)
        {
            for (int i = k; i < x.Length; i++) gamma[k] += (x[i] - mean) * (x[i - k] - mean) / x.Length;
        }
        return gamma;
    }
}
