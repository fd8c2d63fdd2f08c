namespace StreamingSse.Kernel.Verdict;

/// <summary>One level over one window of the run: its mean and how it scatters.</summary>
/// <param name="Level">Index into <see cref="LocalDiffusivityLevels.Levels"/>.</param>
/// <param name="DA2PerPs">Mean local diffusivity.</param>
/// <param name="WindowLags">Length of the window in lags: (T − t0 − 2Δ)/Δ.</param>
/// <param name="BatchVariance">Variance of the mean from batches of the ion-summed series: correlated motion counts by itself. (Å²/ps)².</param>
/// <param name="BatchCount">Batches behind it.</param>
/// <param name="IonVariance">Variance of the mean if the ions were independent, from each ion's own stretches; NaN where the window is too short.</param>
public sealed record LevelStatistics(
    int Level, double LagPs, double DA2PerPs, double WindowLags, double BatchVariance, int BatchCount, double IonVariance)
{
    private const int LagsPerBatch = 4;
    private const int MinBatches = 4;
    private const int MaxBatches = 40;
    private const double MinLagsOfStretches = 8;
    private const double MinWindowLags = 0.5;

    /// <summary>Every level whose window holds at least one lag, shortest first.</summary>
    /// <param name="fromBin">First time bin that counts.</param>
    public static List<LevelStatistics> Of(LocalDiffusivityLevels levels, int fromBin)
    {
        List<LevelStatistics> valid = [];
        for (int k = 0; k < levels.Levels.Count; k++)
        {
            DiffusivityLevel level = levels.Levels[k];
            int toBin = LastBin(levels, level) + 1;
            LevelSum sum = level.Sum(fromBin, Math.Max(fromBin, toBin));
            double lags = sum.Count * LevelLags.StrideOf(level.Multiple) / (double)level.Multiple;
            if (lags < MinWindowLags) break;
            valid.Add(Of(levels, k, fromBin, toBin, sum, lags));
        }
        return valid;
    }

    /// <summary>The last time bin that an origin of this level can lie in.</summary>
    public static int LastBin(LocalDiffusivityLevels levels, DiffusivityLevel level) =>
        (int)((levels.GridFrameCount - 1 - 2 * level.Multiple) / levels.BinWidth);

    private static LevelStatistics Of(LocalDiffusivityLevels levels, int k, int fromBin, int toBin, LevelSum sum, double lags)
    {
        DiffusivityLevel level = levels.Levels[k];
        int batchCount = Math.Clamp((int)(lags / LagsPerBatch), MinBatches, Math.Min(MaxBatches, Math.Max(MinBatches, toBin - fromBin)));
        double[] means = Batches.MeansA2PerPs(level, fromBin, toBin, batchCount, s => s.Total);
        double variance = Batches.SampleVariance(means) / means.Length / Batches.EdgeFactor(1, lags / batchCount);
        return new(k, level.LagPs, sum.MeanA2PerPs, lags, variance, means.Length,
            lags >= MinLagsOfStretches ? IonVarianceOf(levels, level, fromBin, toBin, lags) : double.NaN);
    }

    // Stretches: few and long where there are many ions, so that an ion's own slow changes (trapping, exchange) are inside them.
    private static double IonVarianceOf(LocalDiffusivityLevels levels, DiffusivityLevel level, int fromBin, int toBin, double lags)
    {
        const int per = DiffusivityLevel.BinsPerBlock;
        int firstBlock = (fromBin + per - 1) / per, lastBlock = (toBin - 1) / per;
        int blocks = lastBlock - firstBlock + 1;
        int stretches = Math.Min(Math.Clamp(1 + 128 / levels.IonCount, 3, 9), Math.Min(blocks, (int)(lags / 4)));
        if (stretches < 2) return double.NaN;

        Span<long> counts = stackalloc long[stretches];
        double[] sums = new double[stretches * levels.IonCount];
        for (int block = firstBlock; block <= lastBlock; block++)
        {
            int stretch = (int)((long)(block - firstBlock) * stretches / blocks);
            counts[stretch] += level.Sum(block * per, (block + 1) * per).Count;
            ReadOnlySpan<double> ionSums = level.IonSums(block);
            for (int i = 0; i < ionSums.Length; i++) sums[stretch * levels.IonCount + i] += ionSums[i];
        }
        return Within(sums, counts, levels.IonCount) / Batches.EdgeFactor(1, lags / stretches);
    }

    // Σ_g n_g (x_ig − x_i)²/(G − 1) is the variance of one origin; over n it is that of the ion's mean; over N² the ions' mean.
    private static double Within(ReadOnlySpan<double> sums, ReadOnlySpan<long> counts, int ionCount)
    {
        long total = 0;
        foreach (long c in counts) total += c;
        double square = 0;
        for (int i = 0; i < ionCount; i++)
        {
            double ionSum = 0;
            for (int g = 0; g < counts.Length; g++) ionSum += sums[g * ionCount + i];
            double mean = ionSum / total;
            for (int g = 0; g < counts.Length; g++)
            {
                if (counts[g] == 0) continue;
                double d = sums[g * ionCount + i] / counts[g] - mean;
                square += counts[g] * d * d;
            }
        }
        return square / (counts.Length - 1) / total / ((double)ionCount * ionCount);
    }
}
