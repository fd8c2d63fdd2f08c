namespace StreamingSse.Kernel.Verdict;

/// <summary>How local diffusivities of a Brownian particle scatter: the shape of the noise that grows with the lag.</summary>
/// <remarks>
/// All in units of 2D² per component (multiply by 2/3 for three components, divide by the ions). From Isserlis' theorem with the
/// quadratic form of <see cref="LocalDiffusivity"/>; ρ(s) = cov(q(t), q(t + sΔ)) is 5/2 − 3s + 3s²/4 up to s = 1 and (2 − s)²/4 up to 2.
/// </remarks>
public static class BrownianNoise
{
    /// <summary>Variance of the mean of q over a window of <paramref name="window"/> lags: 5/2 at 0, 8/(3·window) when long.</summary>
    public static double Variance(double window)
    {
        double x = window;
        if (x <= 1) return 2.5 - x + 0.125 * x * x;
        double y = Math.Max(2 - x, 0);
        double area = 4.0 / 3 - y * y * y / 12;
        double moment = 13.0 / 24 - 0.25 * (2 * y * y * y / 3 - y * y * y * y / 4);
        return 2 * (area / x - moment / (x * x));
    }

    /// <summary>Correlation between the estimates at two lags over the same long window: ∫ w_a w_b over the flat-top windows.</summary>
    public static double Correlation(double lagA, double lagB)
    {
        double ratio = Math.Max(lagA, lagB) / Math.Min(lagA, lagB);
        double overlap = ratio >= 2 ? 3 : 3 - 2 * Beyond(ratio);
        return overlap / (8.0 / 3 * Math.Sqrt(ratio));
    }

    // What the longer window (flat up to r, 0 at 2r) cuts off the shorter one (2 − t on [1, 2]): ∫ from r to 2 of (2 − t)(t − r)/r.
    private static double Beyond(double r) => (2 - r) * (2 - r) * (2 - r) / (6 * r);
}
