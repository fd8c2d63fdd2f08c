namespace StreamingSse.Kernel.Verdict;

/// <summary>Is the start of the run like the rest of it?</summary>
internal static class Stationarity
{
    private const int BatchCount = 24;
    private const int HalfBatches = 6;
    private const double Threshold = 3;

    /// <summary>Bins to discard at the start: 0 unless some first batches differ from the rest by more than three standard errors.</summary>
    /// <remarks>Where to cut: the smallest marginal standard error (MSER; White 1997), at most half of the run.</remarks>
    public static int BinsToDiscard(LocalDiffusivityLevels levels, DiffusivityLevel level)
    {
        int toBin = LevelStatistics.LastBin(levels, level) + 1;
        if (toBin < BatchCount) return 0;
        double[] x = Batches.MeansA2PerPs(level, 0, toBin, BatchCount, q => q.Total);
        if (x.Length < BatchCount || LargestZ(x) <= Threshold) return 0;
        int best = 0;
        for (int d = 1; d <= BatchCount / 2; d++)
        {
            if (MarginalError(x, d) < MarginalError(x, best)) best = d;
        }
        return Math.Max(best, 1) * toBin / BatchCount;
    }

    /// <summary>z of the first half against the second; positive where the run slowed down. 0 while too short to tell.</summary>
    public static double HalvesZ(LocalDiffusivityLevels levels, DiffusivityLevel level, int fromBin)
    {
        int toBin = LevelStatistics.LastBin(levels, level) + 1;
        double[] x = Batches.MeansA2PerPs(level, fromBin, toBin, 2 * HalfBatches, q => q.Total);
        if (x.Length < 2 * HalfBatches) return 0;
        ReadOnlySpan<double> a = x.AsSpan(0, HalfBatches), b = x.AsSpan(HalfBatches);
        return (Batches.Mean(a) - Batches.Mean(b)) / Math.Sqrt((Batches.SampleVariance(a) + Batches.SampleVariance(b)) / HalfBatches + 1e-30);
    }

    // The second half sets the scale: it is the one that may be trusted.
    private static double LargestZ(double[] x)
    {
        double variance = Batches.SampleVariance(x.AsSpan(x.Length / 2)), z = 0;
        for (int d = 1; d <= x.Length / 2; d++)
        {
            double difference = Batches.Mean(x.AsSpan(0, d)) - Batches.Mean(x.AsSpan(d));
            z = Math.Max(z, Math.Abs(difference) / Math.Sqrt(variance * (1.0 / d + 1.0 / (x.Length - d)) + 1e-30));
        }
        return z;
    }

    private static double MarginalError(double[] x, int discarded)
    {
        int n = x.Length - discarded;
        return Batches.SampleVariance(x.AsSpan(discarded)) * (n - 1) / ((double)n * n);
    }
}
