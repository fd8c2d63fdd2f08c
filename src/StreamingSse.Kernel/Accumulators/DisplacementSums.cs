using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Σ_s Σ_k (x_s(k+m) − x_s(k))² for each group of series and lag m, online, by all origins k.</summary>
/// <remarks>= S₁(m) − 2 C(m), with S₁ from <see cref="SquareSums"/> and C from <see cref="BlockCorrelator"/>. Rows are relative to a fixed origin,
/// which keeps the difference of the two large sums small.</remarks>
internal sealed class DisplacementSums(SeriesLayout layout, TilePool pool, int maxLag = int.MaxValue, int minLag = 0)
{
    private readonly BlockCorrelator _products = new(layout, pool, maxLag, minLag);
    private readonly SquareSums _squares = new(layout.GroupCount, maxLag);
    [NotState("of the frame at hand")] private readonly double[] _squareOfGroup = new double[layout.GroupCount];

    public long StretchLength => _products.StretchLength;

    /// <summary>The next frame may take more memory.</summary>
    public bool IsBetweenTiles => _products.IsBetweenTiles;

    /// <summary>Without the tiles of the shared pool.</summary>
    public long OwnBytes => _products.OwnBytes + _squares.Bytes;

    /// <summary>An upper bound of all bytes, the pool's too, until the next 64 frames are in.</summary>
    public long BytesAfterNextTile => _products.BytesAfterNextTile + _squares.BytesAtLength(StretchLength + 64);

    public void Add(ReadOnlySpan<double> row)
    {
        for (int g = 0; g < layout.GroupCount; g++) _squareOfGroup[g] = SumOfSquares(layout.Part(row, g));
        _squares.Add(_squareOfGroup);
        _products.Add(row);
    }

    public void Break()
    {
        _squares.Break();
        _products.Break();
    }

    public long OriginCount(int lag) => _products.OriginCount(lag);

    /// <summary>Shape [group][lagCount].</summary>
    public double[][] Read(int lagCount)
    {
        double[][] sums = _products.LagSums(lagCount);
        for (int g = 0; g < sums.Length; g++)
        {
            double[] squares = _squares.Read(g, lagCount);
            for (int m = 0; m < lagCount; m++) sums[g][m] = squares[m] - 2 * sums[g][m];
            if (lagCount > 0) sums[g][0] = 0; // exactly, not to rounding
        }
        return sums;
    }

    public void Carry(StateCarrier state)
    {
        _products.Carry(state);
        _squares.Carry(state);
    }

    public void Replay(bool consume, Action<ReadOnlySpan<double>> visit) => _products.Replay(consume, visit);

    private static double SumOfSquares(ReadOnlySpan<double> slots)
    {
        ref double first = ref MemoryMarshal.GetReference(slots);
        Vector256<double> a = default, b = default;
        for (nuint at = 0; at < (nuint)slots.Length; at += SeriesLayout.VectorSlots)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref first, at), y = Vector256.LoadUnsafe(ref first, at + 4);
            a = Vector256.FusedMultiplyAdd(x, x, a);
            b = Vector256.FusedMultiplyAdd(y, y, b);
        }
        return CrossSpectra.SumOfLanes(a + b);
    }
}
