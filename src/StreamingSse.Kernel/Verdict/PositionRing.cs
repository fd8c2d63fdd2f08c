using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>The last frames at one stride: single-precision positions by axis, and their sum over ions.</summary>
/// <remarks>Memory 12·paddedIons bytes per frame. Positions are relative to the block's first frame, so single precision suffices.</remarks>
internal sealed class PositionRing(int stride, int slotCount, int paddedIons)
{
    private readonly float[] _positionsA = new float[checked(slotCount * 3 * paddedIons)];
    private readonly double[] _sumsA = new double[3 * slotCount];
    private long _held;

    public int Stride => stride;

    /// <summary>Frames taken since the block began.</summary>
    public long Held => _held;

    public void Clear() => _held = 0;

    /// <param name="byAxisA">Shape [3, paddedIons], Å.</param>
    /// <param name="sumA">Sum over ions per axis, Å.</param>
    public void Push(ReadOnlySpan<float> byAxisA, ReadOnlySpan<double> sumA)
    {
        int slot = (int)(_held % slotCount);
        byAxisA.CopyTo(_positionsA.AsSpan(slot * 3 * paddedIons));
        sumA.CopyTo(_sumsA.AsSpan(3 * slot));
        _held++;
    }

    /// <summary>Positions <paramref name="back"/> frames before the newest, shape [3, paddedIons].</summary>
    public ReadOnlySpan<float> PositionsA(int back) => _positionsA.AsSpan(Slot(back) * 3 * paddedIons, 3 * paddedIons);

    public ReadOnlySpan<double> SumA(int back) => _sumsA.AsSpan(3 * Slot(back), 3);

    public void Carry(StateCarrier state)
    {
        _held = state.Carry(_held);
        state.Fill<float>(_positionsA);
        state.Fill<double>(_sumsA);
    }

    private int Slot(int back) => (int)((_held - 1 - back) % slotCount);
}
