namespace StreamingSse.Kernel.Verdict;

/// <summary>The whole posterior of D over all hypotheses on memory, on a grid: what may still be taken back makes it lean to low D.</summary>
/// <remarks>
/// With memory, (D, c) is a Gaussian cut at c = 0, so D has the density N(D)·Φ(E[c|D]/σ(c|D))/Φ(E[c]/σ(c)) (extended skew-normal; Azzalini 1985).
/// </remarks>
public sealed class MemoryPosterior
{
    private const int GridPoints = 97;
    private const double Reach = 4.5;
    private const double LeastWeight = 1e-3;

    private readonly double _fromA2PerPs;
    private readonly double _stepA2PerPs;
    private readonly double[] _cumulative = new double[GridPoints];

    internal MemoryPosterior(IReadOnlyList<(MemoryPart Part, double Weight)> parts, double meanA2PerPs, double variance)
    {
        double reach = Reach * Math.Sqrt(variance);
        (_fromA2PerPs, _stepA2PerPs) = (meanA2PerPs - reach, 2 * reach / (GridPoints - 1));
        double[] density = new double[GridPoints];
        foreach ((MemoryPart part, double weight) in parts)
        {
            if (weight < LeastWeight) continue;
            part.Shape.AddTo(density, _fromA2PerPs, _stepA2PerPs, weight);
        }
        for (int i = 1; i < GridPoints; i++) _cumulative[i] = _cumulative[i - 1] + 0.5 * (density[i] + density[i - 1]);
    }

    /// <summary>D below which the share <paramref name="p"/> of the posterior lies, Å²/ps.</summary>
    public double QuantileA2PerPs(double p)
    {
        double target = p * _cumulative[^1];
        int i = 1;
        while (i < GridPoints - 1 && _cumulative[i] < target) i++;
        double within = (target - _cumulative[i - 1]) / Math.Max(_cumulative[i] - _cumulative[i - 1], 1e-300);
        return _fromA2PerPs + (i - 1 + within) * _stepA2PerPs;
    }
}
