namespace StreamingSse.Kernel.Arrhenius;

/// <summary>A temperature at which one Arrhenius line gives way to another: a phase transition, a melting sublattice, another mechanism.</summary>
/// <param name="BelowK">The highest temperature on the lower line, of a point or a bound; the change lies between it and <paramref name="AboveK"/>.</param>
/// <param name="Lower">The line of the points below: what may be extrapolated to lower temperatures.</param>
/// <param name="P">Chance of so large an improvement if one line held, corrected for the number of places tried.</param>
public sealed record ArrheniusKink(double BelowK, double AboveK, ArrheniusFit Lower, ArrheniusFit Upper, double P)
{
    private const double MostP = 0.01;

    /// <summary>The best place to break the line in two; null where one line does as well.</summary>
    /// <remarks>
    /// Twice the log-likelihood of two lines over that of one, Δ, is χ² with two degrees of freedom where one line holds, P = exp(−Δ/2); of m places tried the
    /// best one's is multiplied by m (Bonferroni). Places are told apart by Δ, since P is 0 beyond 1490. Every point and bound is on one of the two lines,
    /// with two measured temperatures at least on either. Cost O(n²).
    /// </remarks>
    public static ArrheniusKink? Of(IReadOnlyList<ArrheniusPoint> points, ArrheniusFit one)
    {
        ArrheniusPoint[] sorted = [.. points.OrderBy(point => point.TemperatureK)];
        double[] temperaturesK = [.. sorted.Select(point => point.TemperatureK).Distinct()];
        int places = 0;
        double most = double.NegativeInfinity;
        ArrheniusKink? best = null;
        foreach ((double belowK, double aboveK) in temperaturesK.Zip(temperaturesK.Skip(1)))
        {
            ArrheniusFit? lower = ArrheniusFit.Of([.. sorted.Where(point => point.TemperatureK <= belowK)], out _);
            ArrheniusFit? upper = ArrheniusFit.Of([.. sorted.Where(point => point.TemperatureK >= aboveK)], out _);
            if (lower is null || upper is null) continue;
            places++;
            double gain = lower.LogLikelihood + upper.LogLikelihood - one.LogLikelihood;
            if (gain > most) (most, best) = (gain, new ArrheniusKink(belowK, aboveK, lower, upper, double.NaN));
        }
        if (best is null) return null;
        double p = Math.Min(1, places * Math.Exp(-Math.Max(0, most)));
        return p < MostP ? best with { P = p } : null;
    }

    /// <summary>What a person is told.</summary>
    public string InWords => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"E_a is {Lower.EaEv.Value:0.00} eV up to {BelowK:0} K and {Upper.EaEv.Value:0.00} eV from {AboveK:0} K: a phase transition or another mechanism between; only the lower line is extrapolated");
}
