using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>D of a pair (D, c) that is Gaussian but for c ≥ 0: the extended skew-normal density (Azzalini 1985).</summary>
/// <param name="MeanA2PerPs">Of D before the cut; likewise its variance, and those of c (0 where there is no c).</param>
/// <param name="Slope">E[D|c] = mean + slope·(c − mean of c).</param>
internal readonly record struct CutGaussian(double MeanA2PerPs, double Variance, double CutMean, double CutVariance, double Slope)
{
    private const double Reach = 6;

    /// <summary>Adds <paramref name="weight"/> times the density to the points from, from + step, ….</summary>
    public void AddTo(Span<double> density, double fromA2PerPs, double stepA2PerPs, double weight)
    {
        double sigma = Math.Sqrt(Variance), covariance = Slope * CutVariance;
        double left = Math.Sqrt(Math.Max(CutVariance - covariance * covariance / Variance, 1e-12 * CutVariance));
        double scale = weight / sigma / (CutVariance > 0 ? Normal.Cumulative(Math.Clamp(CutMean / Math.Sqrt(CutVariance), -Reach, Reach)) : 1);
        for (int i = 0; i < density.Length; i++)
        {
            double d = fromA2PerPs + i * stepA2PerPs - MeanA2PerPs, z = d / sigma;
            if (Math.Abs(z) > Reach) continue;
            double kept = CutVariance > 0 ? Normal.FastCumulative(Math.Clamp((CutMean + covariance / Variance * d) / left, -Reach, Reach)) : 1;
            density[i] += scale * Normal.Density(z) * kept;
        }
    }
}
