namespace StreamingSse.Kernel.Statistics;

/// <summary>Student's t distribution (Student 1908).</summary>
public static class StudentT
{
    /// <summary>P(T ≤ t) with <paramref name="dof"/> &gt; 0 degrees of freedom (A&amp;S 26.7.1).</summary>
    public static double Cumulative(double t, double dof)
    {
        double tail = 0.5 * SpecialFunctions.BetaI(0.5 * dof, 0.5, dof / (dof + t * t));
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>P(|T| ≥ |t|), the two-sided p-value.</summary>
    public static double TwoSidedP(double t, double dof) => SpecialFunctions.BetaI(0.5 * dof, 0.5, dof / (dof + t * t));

    /// <summary>t with P(T ≤ t) = <paramref name="p"/>, 0 &lt; p &lt; 1.</summary>
    public static double Quantile(double p, double dof)
    {
        double reach = 1;
        while (Cumulative(reach, dof) < Math.Max(p, 1 - p)) reach *= 2;
        return Root.OfRising(t => Cumulative(t, dof), p, -reach, reach);
    }
}
