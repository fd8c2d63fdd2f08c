namespace StreamingSse.Kernel.Arrhenius;

/// <summary>A temperature at which one Arrhenius line gives way to another: a phase transition, a melting sublattice, another mechanism.</summary>
/// <param name="BelowK">The highest temperature on the lower line; the change lies between it and <paramref name="AboveK"/>.</param>
/// <param name="Lower">The line of the points below: what may be extrapolated to lower temperatures.</param>
/// <param name="P">Chance of so large an improvement if one line held, corrected for the number of places tried.</param>
public sealed record ArrheniusKink(double BelowK, double AboveK, ArrheniusFit Lower, ArrheniusFit Upper, double P)
{
    private const double MostP = 0.01;
    private const int FewestPerSide = 2;

    /// <summary>The best place to break the line in two; null where one line does as well.</summary>
    /// <remarks>
    /// χ² of one line minus that of two is χ² with two degrees of freedom where one line holds, P = exp(−Δ/2); of m places tried the best one's is multiplied
    /// by m (Bonferroni). Needs two measured temperatures on either side. Cost O(n²).
    /// </remarks>
    public static ArrheniusKink? Of(IReadOnlyList<ArrheniusPoint> points, ArrheniusFit one)
    {
        ArrheniusPoint[] sorted = [.. points.OrderBy(point => point.TemperatureK)];
        double[] measuredK = [.. sorted.Where(point => !point.IsBound).Select(point => point.TemperatureK).Distinct()];
        int places = measuredK.Length - 2 * FewestPerSide + 1;
        ArrheniusKink? best = null;
        for (int place = 0; place < places; place++)
        {
            (double belowK, double aboveK) = (measuredK[place + FewestPerSide - 1], measuredK[place + FewestPerSide]);
            ArrheniusFit? lower = ArrheniusFit.Of([.. sorted.Where(point => point.TemperatureK <= belowK)], out _);
            ArrheniusFit? upper = ArrheniusFit.Of([.. sorted.Where(point => point.TemperatureK >= aboveK)], out _);
            if (lower is null || upper is null) continue;
            double p = Math.Min(1, places * Math.Exp(-0.5 * Math.Max(0, one.ChiSquare - lower.ChiSquare - upper.ChiSquare)));
            if (p < MostP && (best is null || p < best.P)) best = new ArrheniusKink(belowK, aboveK, lower, upper, p);
        }
        return best;
    }

    /// <summary>What a person is told.</summary>
    public string InWords => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"E_a is {Lower.EaEv.Value:0.00} eV up to {BelowK:0} K and {Upper.EaEv.Value:0.00} eV from {AboveK:0} K: a phase transition or another mechanism between; only the lower line is extrapolated");
}
