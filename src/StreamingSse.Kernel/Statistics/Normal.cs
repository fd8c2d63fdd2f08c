namespace StreamingSse.Kernel.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>Quantile at 0.975, half the width of a 95 % interval in standard errors.</summary>
    public const double Z975 = 1.959963984540054;

    private const double FarTail = -20;

    /// <summary>Probability density φ(x).</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x) = P(X ≤ x), through the incomplete gamma function: accurate in both tails.</summary>
    public static double Cumulative(double x)
    {
        double tail = 0.5 * SpecialFunctions.GammaQ(0.5, 0.5 * x * x);
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>Φ(x) within 8e-8 (Abramowitz &amp; Stegun 26.2.17): for tables and grids, some forty times as fast.</summary>
    public static double FastCumulative(double x)
    {
        double t = 1 / (1 + 0.2316419 * Math.Abs(x));
        double tail = Density(x) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>ln Φ(x) and its slope φ(x)/Φ(x), also where Φ itself has no digits left (A&amp;S 26.2.12).</summary>
    public static (double Log, double Slope) LogCumulative(double x)
    {
        if (x > FarTail)
        {
            double p = Cumulative(x);
            return (Math.Log(p), Density(x) / p);
        }
        double y = 1 / (x * x), series = 1 - y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y)));
        return (-0.5 * x * x - Math.Log(-x * Math.Sqrt(2 * Math.PI)) + Math.Log(series), -x / series);
    }

    /// <summary>x with Φ(x) = <paramref name="p"/>, 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p) => Root.OfRising(Cumulative, p, -40, 40);
}
