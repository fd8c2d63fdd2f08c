namespace StreamingSse.Kernel.Accumulators;

/// <summary>Velocity autocorrelation of one specie, lags 0, 1, 2, … in frames.</summary>
/// <param name="Specie">Index into <see cref="Frames.AtomTable.SpecieNames"/>.</param>
/// <param name="SumA2PerPs2">Raw lag sums Σ_i Σ_k v_i(k)·v_i(k+m), Å²/ps².</param>
/// <param name="OriginCount">Number of origins k behind each lag; SumA2PerPs2/(OriginCount·AtomCount) is ⟨v(0)·v(t)⟩.</param>
public sealed record VacfCurve(int Specie, int AtomCount, double[] SumA2PerPs2, long[] OriginCount)
{
    /// <summary>Unbiased ⟨v(0)·v(t)⟩ per atom, Å²/ps².</summary>
    public double[] MeanA2PerPs2() => [.. SumA2PerPs2.Select((sum, m) => sum / (OriginCount[m] * (double)AtomCount))];
}
