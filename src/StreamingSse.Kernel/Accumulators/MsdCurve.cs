namespace StreamingSse.Kernel.Accumulators;

/// <summary>Mean squared displacement of one specie against lag, total and per axis, and that of the sum over its ions.</summary>
/// <param name="Specie">Index into <see cref="Frames.AtomTable.SpecieNames"/>.</param>
/// <param name="Lags">Lags in frames, ascending, the first one 0; contiguous where every lag is kept.</param>
/// <param name="XA2">⟨(x_i(k+m) − x_i(k))²⟩ over atoms and origins, Å²; likewise y and z. The total is their sum.</param>
/// <param name="CollectiveA2">⟨|Σ_i (r_i(k+m) − r_i(k))|²⟩/N over origins, Å².</param>
/// <param name="OriginCount">Origins that each lag was averaged over; 0 makes the values NaN.</param>
public sealed record MsdCurve(
    int Specie, int AtomCount, int[] Lags, double[] XA2, double[] YA2, double[] ZA2, double[] CollectiveA2, long[] OriginCount)
{
    /// <summary>MSD over all axes, Å².</summary>
    public double[] TotalA2() => [.. XA2.Select((x, i) => x + YA2[i] + ZA2[i])];
}
