namespace StreamingSse.Kernel.Estimators;

/// <summary>The unweighted least-squares line y = Intercept + Slope·x.</summary>
public readonly record struct LinearFit(double Slope, double Intercept)
{
    /// <summary>Through all points; NaN where fewer than two different x are given. Cost O(points), sums about the mean.</summary>
    public static LinearFit Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"expected {x.Length} ordinates, got {y.Length}", nameof(y));
        double meanX = 0, meanY = 0;
        for (int i = 0; i < x.Length; i++) (meanX, meanY) = (meanX + x[i] / x.Length, meanY + y[i] / x.Length);
        double xx = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = xx > 0 ? xy / xx : double.NaN;
        return new LinearFit(slope, meanY - slope * meanX);
    }
}
