using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Estimators;

/// <summary>D from a line with intercept through the mean squared displacement, Å²/ps.</summary>
/// <remarks>
/// MSD(τ) = 6Dτ + c, López et al. 2023, eq 4; 2Dτ along one axis. Unweighted. A run too long to keep every lag keeps some: the line
/// goes through those within the range, and <see cref="DiffusionFit.LagCount"/> tells how many. Cost O(lags).
/// </remarks>
public static class EinsteinFit
{
    /// <returns>Null where the range holds fewer than two lags of the curve.</returns>
    public static DiffusionFit? Over(LagRange range, MsdCurve curve, double framePs)
    {
        int[] indices = range.IndicesIn(curve);
        if (indices.Length < 2) return null;
        double[] lagPs = [.. indices.Select(i => curve.Lags[i] * framePs)];
        double slopeX = Slope(curve.XA2), slopeY = Slope(curve.YA2), slopeZ = Slope(curve.ZA2);
        return new DiffusionFit((slopeX + slopeY + slopeZ) / 6, lagPs[0], lagPs[^1])
        {
            DXA2PerPs = slopeX / 2,
            DYA2PerPs = slopeY / 2,
            DZA2PerPs = slopeZ / 2,
            LagCount = indices.Length,
        };

        double Slope(double[] msdA2) => LinearFit.Through(lagPs, [.. indices.Select(i => msdA2[i])]).Slope;
    }
}
