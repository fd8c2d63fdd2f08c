using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Spectra;

/// <summary>The velocity autocorrelations of several species taken together.</summary>
/// <remarks>All curves share their lags and origin counts: they come from the same frames.</remarks>
public static class GroupCorrelation
{
    /// <summary>How many lags have origins at all.</summary>
    public static int AllLags(VacfCurve curve)
    {
        int empty = Array.IndexOf(curve.OriginCount, 0L);
        return empty < 0 ? curve.OriginCount.Length : empty;
    }

    /// <summary>How many lags an unbiased mean should use: at most half of the frames, as beyond it rests on ever fewer origins.</summary>
    public static int HalfLags(VacfCurve curve) => (int)Math.Min(AllLags(curve), curve.OriginCount[0] / 2);

    /// <summary>Unbiased ⟨v(0)·v(t)⟩ over all atoms of the group, not weighted by mass, Å²/ps².</summary>
    public static double[] Mean(IReadOnlyList<VacfCurve> curves, int lagCount)
    {
        double atoms = curves.Sum(curve => curve.AtomCount);
        return Combined(curves, lagCount, (_, origins) => 1 / (origins * atoms));
    }

    /// <summary>Unbiased Σ_i m_i ⟨v_i(0)·v_i(t)⟩, amu·Å²/ps²; one specie needs no mass, several with an unknown one give null.</summary>
    public static double[]? MassWeighted(IReadOnlyList<VacfCurve> curves, AtomTable atoms, int lagCount)
    {
        if (curves.Count == 1) return Combined(curves, lagCount, (_, origins) => 1 / (double)origins);
        if (curves.Any(curve => !(atoms.SpecieMassesAmu[curve.Specie] > 0))) return null;
        return Combined(curves, lagCount, (specie, origins) => atoms.SpecieMassesAmu[specie] / origins);
    }

    /// <summary>Raw lag sums of all atoms, Å²/ps².</summary>
    public static double[] RawSums(IReadOnlyList<VacfCurve> curves, int lagCount) => Combined(curves, lagCount, (_, _) => 1);

    private static double[] Combined(IReadOnlyList<VacfCurve> curves, int lagCount, Func<int, long, double> weight)
    {
        double[] total = new double[lagCount];
        foreach (VacfCurve curve in curves)
            for (int m = 0; m < lagCount; m++)
                total[m] += weight(curve.Specie, curve.OriginCount[m]) * curve.SumA2PerPs2[m];
        return total;
    }
}
