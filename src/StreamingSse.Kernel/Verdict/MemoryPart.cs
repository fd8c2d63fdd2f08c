using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>One hypothesis on memory: its posterior of D, and how well the levels bear it out.</summary>
/// <param name="LogWeight">Log of prior times evidence, up to a constant shared by all hypotheses on the same levels.</param>
/// <param name="AmplitudeA2PerPs">Posterior mean of c.</param>
/// <param name="TimePs">τ; 0 for no memory.</param>
/// <param name="Misfit">χ² of the levels against the best curve.</param>
internal readonly record struct MemoryPart(double DA2PerPs, double Variance, double LogWeight, double AmplitudeA2PerPs, double TimePs, double Misfit, CutGaussian Shape)
{
    /// <summary>D(Δ) = D, flat prior. All vectors whitened.</summary>
    public static MemoryPart WithoutMemory(double[] y, double[] one, double logPrior)
    {
        double a = Dot(one, one), d = Dot(one, y) / a, misfit = Dot(y, y) - d * d * a;
        return new(d, 1 / a, logPrior - 0.5 * misfit - 0.5 * Math.Log(a), 0, 0, misfit, new(d, 1 / a, 0, 0, 0));
    }

    /// <summary>D(Δ) = D + c·f with c half-normal of one sign: a Gaussian posterior in two variables, one of them cut at zero.</summary>
    public static MemoryPart WithMemory(double[] y, double[] one, double[] f, double scale, int sign, double logPrior, double timePs)
    {
        double a = Dot(one, one), b = sign * Dot(one, f), c = Dot(f, f) + 1 / (scale * scale), determinant = a * c - b * b;
        double y1 = Dot(one, y), y2 = sign * Dot(f, y);
        double d = (c * y1 - b * y2) / determinant, amplitude = (a * y2 - b * y1) / determinant;
        double variance = a / determinant, slope = -b / a;
        (double mean, double cutVariance, double logMass) = CutAtZero(amplitude, variance);
        double misfit = Dot(y, y) - d * y1 - amplitude * y2;
        return new(
            d + slope * (mean - amplitude),
            c / determinant + slope * slope * (cutVariance - variance),
            logPrior - 0.5 * misfit - Math.Log(scale) - 0.5 * Math.Log(determinant) + Math.Log(2) + logMass,
            sign * mean, timePs, misfit, new(d, c / determinant, amplitude, variance, slope));
    }

    // Mean and variance of a Gaussian cut to positive values, and the log of the part that is left (Johnson, Kotz & Balakrishnan §13.10).
    private static (double Mean, double Variance, double LogMass) CutAtZero(double mean, double variance)
    {
        double sigma = Math.Sqrt(variance), z = Math.Clamp(mean / sigma, -30, 30), mass = Normal.Cumulative(z);
        double hazard = Normal.Density(z) / mass;
        return (mean + sigma * hazard, variance * Math.Max(1 - z * hazard - hazard * hazard, 1e-6), Math.Log(mass));
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
