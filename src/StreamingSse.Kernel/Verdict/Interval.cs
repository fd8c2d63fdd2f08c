using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>A value with its 95 % interval.</summary>
public readonly record struct Interval(double Value, double Low95, double High95)
{
    public double HalfWidth => 0.5 * (High95 - Low95);

    /// <summary>Interval of a mean of squares: χ² with the degrees of freedom that its variance tells, a t interval where it is not clearly positive.</summary>
    /// <param name="variance">Of the value.</param>
    /// <param name="dof">Degrees of freedom behind the variance itself; widens by t/z.</param>
    public static Interval OfSquares(double value, double variance, double dof)
    {
        double t = StudentT.Quantile(0.975, dof), widened = variance * (t / Normal.Z975) * (t / Normal.Z975);
        if (value <= 1.5 * Math.Sqrt(widened)) return new(value, value - t * Math.Sqrt(variance), value + t * Math.Sqrt(variance));
        double nu = 2 * value * value / Math.Max(widened, 1e-12 * value * value);
        return new(value, value * nu / ChiSquare.Quantile(0.975, nu), value * nu / ChiSquare.Quantile(0.025, nu));
    }

    /// <summary>The same in another unit; <paramref name="factor"/> &gt; 0.</summary>
    public Interval Times(double factor) => new(Value * factor, Low95 * factor, High95 * factor);

    /// <summary>A ratio of two positive values: distances to the limits added in quadrature on the log scale (MOVER; Zou &amp; Donner 2008).</summary>
    /// <returns>NaN unless both are clearly positive.</returns>
    public Interval Over(Interval other)
    {
        if (!(Low95 > 0 && other.Low95 > 0)) return new(double.NaN, double.NaN, double.NaN);
        double ratio = Value / other.Value;
        double down = double.Hypot(Math.Log(Value / Low95), Math.Log(other.High95 / other.Value));
        double up = double.Hypot(Math.Log(High95 / Value), Math.Log(other.Value / other.Low95));
        return new(ratio, ratio * Math.Exp(-down), ratio * Math.Exp(up));
    }
}
