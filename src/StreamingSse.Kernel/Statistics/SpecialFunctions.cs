namespace StreamingSse.Kernel.Statistics;

/// <summary>ln Γ and the regularised incomplete gamma and beta functions, to about 1e-13 relative.</summary>
/// <remarks>Series and continued fractions of Abramowitz &amp; Stegun §6.1, §6.5, §26.5, evaluated by Lentz's method.</remarks>
public static class SpecialFunctions
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-15;
    private const int MaxTerms = 10_000;

    /// <summary>ln Γ(x), x &gt; 0: Stirling's series (A&amp;S 6.1.41) after shifting x above 10 by the recurrence.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 10; x++) shift -= Math.Log(x);
        double y = 1 / (x * x);
        double series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
        return shift + (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series;
    }

    /// <summary>P(a, x) = γ(a, x)/Γ(a), a &gt; 0, x ≥ 0.</summary>
    public static double GammaP(double a, double x) =>
        x <= 0 ? 0 : x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);

    /// <summary>Q(a, x) = 1 − P(a, x), without loss where P is near 1.</summary>
    public static double GammaQ(double a, double x) =>
        x <= 0 ? 1 : x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);

    /// <summary>I_x(a, b), 0 ≤ x ≤ 1 (A&amp;S 26.5.8).</summary>
    public static double BetaI(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - front * BetaFraction(b, a, 1 - x) / b;
    }

    private static double GammaSeries(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (int n = 1; n < MaxTerms && Math.Abs(term) > Math.Abs(sum) * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return sum * Math.Exp(-x + a * Math.Log(x) - LogGamma(a));
    }

    private static double GammaFraction(double a, double x)
    {
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (int i = 1; i < MaxTerms; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / NotZero(numerator * d + b);
            c = NotZero(b + numerator / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Precision) break;
        }
        return Math.Exp(-x + a * Math.Log(x) - LogGamma(a)) * h;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), h = d;
        for (int m = 1; m < MaxTerms; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Precision) break;
        }
        return h;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
