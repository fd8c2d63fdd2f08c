namespace StreamingSse.Kernel.Statistics;

/// <summary>The χ² distribution with real degrees of freedom.</summary>
public static class ChiSquare
{
    /// <summary>P(X ≤ x), <paramref name="dof"/> &gt; 0.</summary>
    public static double Cumulative(double x, double dof) => SpecialFunctions.GammaP(0.5 * dof, 0.5 * x);

    /// <summary>x with P(X ≤ x) = <paramref name="p"/>, 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p, double dof)
    {
        double high = dof + 10;
        while (Cumulative(high, dof) < p) high *= 2;
        return Root.OfRising(x => Cumulative(x, dof), p, 0, high);
    }
}
