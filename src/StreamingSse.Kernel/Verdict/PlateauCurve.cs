using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>D(Δ) level by level, and the curve with memory that was laid through it: what a plateau is judged by.</summary>
/// <remarks>All four of one length, shortest lag first; a handful of levels, whatever the length of the run.</remarks>
/// <param name="LagPs">Lag Δ of the level, ps.</param>
/// <param name="DA2PerPs">Mean local diffusivity at that lag, Å²/ps.</param>
/// <param name="ErrorA2PerPs">One standard error of it, by the noise model; neighbouring levels scatter together.</param>
/// <param name="FittedA2PerPs">The fitted curve there, Å²/ps; NaN at the shortest levels, which are left out of the fit.</param>
public sealed record PlateauCurve(double[] LagPs, double[] DA2PerPs, double[] ErrorA2PerPs, double[] FittedA2PerPs)
{
    public static PlateauCurve None { get; } = new([], [], [], []);

    /// <param name="first">Index of the shortest level that was fitted.</param>
    public static PlateauCurve Of(IReadOnlyList<LevelStatistics> levels, NoiseModel noise, int first, MemoryFit fit) => new(
        [.. levels.Select(level => level.LagPs)],
        [.. levels.Select(level => level.DA2PerPs)],
        [.. levels.Select((_, k) => Math.Sqrt(noise.Covariance(k, k)))],
        [.. levels.Select((_, k) => k < first ? double.NaN : fit.CurveA2PerPs[k - first])]);

    internal static PlateauCurve Carry(StateCarrier state, PlateauCurve curve) =>
        new(state.Carry(curve.LagPs), state.Carry(curve.DA2PerPs), state.Carry(curve.ErrorA2PerPs), state.Carry(curve.FittedA2PerPs));

    // The same frames give the same bits, so two curves are compared number by number.
    public bool Equals(PlateauCurve? other) => other is not null
        && LagPs.AsSpan().SequenceEqual(other.LagPs) && DA2PerPs.AsSpan().SequenceEqual(other.DA2PerPs)
        && ErrorA2PerPs.AsSpan().SequenceEqual(other.ErrorA2PerPs) && FittedA2PerPs.AsSpan().SequenceEqual(other.FittedA2PerPs);

    public override int GetHashCode() => HashCode.Combine(LagPs.Length, LagPs.Length > 0 ? DA2PerPs[^1] : 0);
}
