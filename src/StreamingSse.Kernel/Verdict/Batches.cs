namespace StreamingSse.Kernel.Verdict;

/// <summary>Means over consecutive stretches of a series, and the variance of the whole mean that they tell.</summary>
/// <remarks>Non-overlapping batch means (Conway 1963; Law &amp; Kelton §9.5).</remarks>
public static class Batches
{
    /// <summary>Mean D of each of <paramref name="count"/> equal stretches of the bins [from, to), Å²/ps; stretches without origins are left out.</summary>
    public static double[] MeansA2PerPs(DiffusivityLevel level, int fromBin, int toBin, int count, Func<LevelSum, double> of)
    {
        List<double> means = new(count);
        for (int b = 0; b < count; b++)
        {
            LevelSum sum = level.Sum(fromBin + Edge(b, count, toBin - fromBin), fromBin + Edge(b + 1, count, toBin - fromBin));
            if (sum.Count > 0) means.Add(of(sum) / sum.Count);
        }
        return [.. means];
    }

    /// <summary>Unbiased sample variance of <paramref name="x"/>; NaN below two values.</summary>
    public static double SampleVariance(ReadOnlySpan<double> x)
    {
        if (x.Length < 2) return double.NaN;
        double mean = Mean(x), sum = 0;
        foreach (double v in x) sum += (v - mean) * (v - mean);
        return sum / (x.Length - 1);
    }

    public static double Mean(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double v in x) sum += v;
        return sum / x.Length;
    }

    /// <summary>What the variance from batches of b must be divided by, since a hop shows in q over 2Δ and so in two neighbouring batches.</summary>
    /// <remarks>A box of 2Δ averaged over b ≥ 2Δ keeps 1 − 2Δ/(3b) of its variance; floored at ½.</remarks>
    public static double EdgeFactor(double lag, double batch) => Math.Max(0.5, 1 - 2 * lag / (3 * batch));

    private static int Edge(int batch, int count, int bins) => (int)((long)batch * bins / count);
}
