namespace StreamingSse.Kernel.Correlation;

/// <summary>How likely a correlation at least this strong is between columns that have none.</summary>
public static class CorrelationTest
{
    private const double Tiny = 1e-300;
    private const double Precision = 4e-16;
    private const int MaxTerms = 10_000;

    /// <summary>Two-sided p of <paramref name="r"/> over <paramref name="rowCount"/> ≥ 3 rows.</summary>
    /// <remarks>
    /// t = r √((n−2)/(1−r²)) follows Student's distribution with n−2 degrees of freedom, hence p = I_x(a, ½) with a = (n−2)/2, x = 1−r²
    /// (Abramowitz &amp; Stegun 26.7.1). Within 1e-13 of the truth at any n: the ratio of gamma functions is formed whole, since the difference of
    /// their logarithms loses a digit for every tenfold n. Cost O(√n) at worst.
    /// </remarks>
    public static double TwoSidedP(double r, int rowCount)
    {
        if (rowCount < CorrelationMatrix.MinimumRows || double.IsNaN(r)) return double.NaN;
        double a = 0.5 * (rowCount - 2), rest = r * r, x = (1 - r) * (1 + r);
        if (x <= 0) return 0;
        if (rest == 0) return 1;
        double front = GammaRatio(a) / Math.Sqrt(Math.PI) * Math.Exp(a * LogOneMinus(rest, x)) * Math.Abs(r);
        return x < (a + 1) / (a + 2.5) ? front * Fraction(a, 0.5, x) / a : 1 - 2 * front * Fraction(0.5, a, rest);
    }

    /// <summary>Γ(a+½)/Γ(a): the asymptotic series of its logarithm beyond 30, reached by the recurrence.</summary>
    private static double GammaRatio(double a)
    {
        double factor = 1;
        for (; a < 30; a++) factor *= a / (a + 0.5);
        double y = 1 / (a * a);
        return factor * Math.Sqrt(a) * Math.Exp(-(1.0 / 8 - y * (1.0 / 192 - y * (1.0 / 640 - y * 17 / 14336))) / a);
    }

    /// <summary>ln x with x = 1 − u, also where x has lost the last digits of u (Kahan's quotient).</summary>
    private static double LogOneMinus(double u, double x)
    {
        if (u > 0.5) return Math.Log(x);
        double rest = 1 - u;
        return rest == 1 ? -u : Math.Log(rest) * u / (1 - rest);
    }

    /// <summary>The continued fraction of the incomplete beta function (A&amp;S 26.5.8), by Lentz's method.</summary>
    private static double Fraction(double a, double b, double x)
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
            if (Math.Abs(d * c - 1) <= Precision) break;
        }
        return h;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
