using StreamingSse.Kernel.Accumulators;

namespace StreamingSse.Kernel.Estimators;

/// <summary>The mean squared displacement of several species taken as one group: each ion counts once.</summary>
public static class PooledMsd
{
    /// <param name="curves">At least one; all share lags and origins.</param>
    /// <returns>Specie −1 and no collective curve where there are several: cross terms between species are not kept.</returns>
    public static MsdCurve Of(IReadOnlyList<MsdCurve> curves)
    {
        if (curves.Count == 1) return curves[0];
        int atomCount = curves.Sum(curve => curve.AtomCount);
        double[] nothing = [.. curves[0].Lags.Select(_ => double.NaN)];
        return new MsdCurve(
            -1, atomCount, curves[0].Lags, Mean(c => c.XA2), Mean(c => c.YA2), Mean(c => c.ZA2), nothing, curves[0].OriginCount);

        double[] Mean(Func<MsdCurve, double[]> axis) =>
            [.. nothing.Select((_, i) => curves.Sum(curve => curve.AtomCount * axis(curve)[i]) / atomCount)];
    }

    /// <summary>Mean over a range of lags of the total MSD, Å²; NaN where the curve has none of them.</summary>
    public static double MeanOver(LagRange range, MsdCurve curve)
    {
        int[] indices = range.IndicesIn(curve);
        return indices.Length == 0 ? double.NaN : indices.Average(i => curve.XA2[i] + curve.YA2[i] + curve.ZA2[i]);
    }
}
