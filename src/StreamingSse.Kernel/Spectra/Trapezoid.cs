namespace StreamingSse.Kernel.Spectra;

/// <summary>The trapezoidal rule on a given grid.</summary>
public static class Trapezoid
{
    /// <summary>∫ y dx over all points; 0 for fewer than two.</summary>
    public static double Integral(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"expected {x.Length} ordinates, got {y.Length}", nameof(y));
        double sum = 0;
        for (int i = 1; i < x.Length; i++) sum += 0.5 * (x[i] - x[i - 1]) * (y[i] + y[i - 1]);
        return sum;
    }

    /// <summary>∫ f(x) w dx / ∫ w dx; NaN where the weight integrates to nothing.</summary>
    public static double Mean(ReadOnlySpan<double> x, ReadOnlySpan<double> weight, Func<double, double> f)
    {
        double[] weighted = new double[x.Length];
        for (int i = 0; i < x.Length; i++) weighted[i] = f(x[i]) * weight[i];
        double norm = Integral(x, weight);
        return norm > 0 ? Integral(x, weighted) / norm : double.NaN;
    }
}
