using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>Gives a frame without velocities those of the half step before it: v = (r(t) − r(t − δ))/δ, Å/ps.</summary>
/// <remarks>
/// Positions must be unwrapped and their drift still in place. Frames with velocities of their own keep them; the first frame of a block
/// has none. Averaging over δ loses kinetic energy, the more the lighter the ion: a factor (sin(ωδ/2)/(ωδ/2))² at frequency ω.
/// Cost O(N) per frame, 24·N bytes, no allocation.
/// </remarks>
public sealed class FiniteDifferenceVelocities(int atomCount)
{
    private readonly double[] _lastA = new double[checked(3 * atomCount)];
    private double _lastPs;
    private bool _hasLast;

    /// <summary>Forgets the last frame.</summary>
    public void BeginBlock() => _hasLast = false;

    public void Carry(StateCarrier state)
    {
        (_lastPs, _hasLast) = (state.Carry(_lastPs), state.Carry(_hasLast));
        state.Fill<double>(_lastA);
    }

    /// <returns>True when the frame has velocities now.</returns>
    public bool Fill(Frame frame)
    {
        if (frame.Kind == PositionKind.Absent) return frame.HasVelocities;
        if (frame.Kind != PositionKind.Unwrapped)
            throw new ArgumentException($"expected unwrapped positions, got {frame.Kind}", nameof(frame));

        ReadOnlySpan<double> positionsA = frame.PositionsA;
        double elapsedPs = frame.TimePs - _lastPs;
        if (!frame.HasVelocities && _hasLast && elapsedPs > 0)
        {
            Span<double> velocitiesAPerPs = frame.VelocitiesAPerPs;
            for (int c = 0; c < positionsA.Length; c++) velocitiesAPerPs[c] = (positionsA[c] - _lastA[c]) / elapsedPs;
            (frame.HasVelocities, frame.HasDerivedVelocities) = (true, true);
        }
        positionsA.CopyTo(_lastA);
        (_lastPs, _hasLast) = (frame.TimePs, true);
        return frame.HasVelocities;
    }
}
