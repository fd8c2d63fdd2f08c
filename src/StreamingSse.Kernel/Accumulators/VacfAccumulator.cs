using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Velocity autocorrelation sums of each specie, online, by all origins.</summary>
/// <remarks>
/// Σ_i Σ_k v_i(k)·v_i(k+m), lags m = 0 … min(T−1, maxLag)  [Å²/ps²]; Frenkel &amp; Smit, §4.4. A run of no more than maxLag + 1 frames gives
/// the full biased correlation. Memory at most 16 B × 3 × atoms × 3/2 maxLag, for any T. Not thread-safe: one actor owns it.
/// </remarks>
public sealed class VacfAccumulator
{
    private const int BlocksPerReach = 2;
    private const int ShortestLag = 64;

    private readonly AtomTable _atoms;
    private readonly int _maxLag;
    private readonly SeriesLayout _layout;
    private readonly BlockCorrelator _products;
    [NotState("the row of the frame at hand")] private readonly double[] _rowAPerPs;
    private long _longestStretch;

    public VacfAccumulator(AtomTable atoms, int maxLag)
    {
        _atoms = atoms;
        _maxLag = maxLag;
        _layout = LayoutOf(atoms);
        _products = new BlockCorrelator(_layout, null, maxLag, blocksPerReach: BlocksPerReach);
        _rowAPerPs = new double[_layout.RowLength];
    }

    public long FrameCount => _products.FrameCount;

    public long MemoryBytes => _products.MemoryBytes;

    /// <summary>The longest lag, not above <paramref name="maxLag"/>, whose memory fits the budget: halved until it does, but not below 64 frames.</summary>
    public static int LagWithin(long memoryBudgetBytes, AtomTable atoms, int maxLag)
    {
        SeriesLayout layout = LayoutOf(atoms);
        var pool = new TilePool(layout.VectorCount);
        while (maxLag > ShortestLag && BlockCorrelator.BytesOf(layout, pool, maxLag, BlocksPerReach) > memoryBudgetBytes) maxLag = Math.Max(ShortestLag, maxLag / 2);
        return maxLag;
    }

    /// <param name="velocitiesAPerPs">Shape [atomCount, 3], Å/ps.</param>
    public void Add(ReadOnlySpan<double> velocitiesAPerPs)
    {
        if (velocitiesAPerPs.Length != 3 * _atoms.AtomCount)
            throw new ArgumentException($"expected {3 * _atoms.AtomCount} components, got {velocitiesAPerPs.Length}", nameof(velocitiesAPerPs));

        for (int s = 0; s < _layout.GroupCount; s++)
        {
            Span<double> part = _rowAPerPs.AsSpan(_layout.Start(s));
            ReadOnlySpan<int> members = _atoms.AtomsOf(s);
            for (int i = 0; i < members.Length; i++) velocitiesAPerPs.Slice(3 * members[i], 3).CopyTo(part[(3 * i)..]);
        }
        _products.Add(_rowAPerPs);
        _longestStretch = Math.Max(_longestStretch, _products.StretchLength);
    }

    /// <summary>Starts a new block of origins: no pair of frames is formed across this point.</summary>
    public void BeginBlock() => _products.Break();

    public void Carry(StateCarrier state)
    {
        _longestStretch = state.Carry(_longestStretch);
        _products.Carry(state);
    }

    /// <summary>One curve a specie, of the frames so far; no lag before the first frame. Changes nothing.</summary>
    public VacfCurve[] Read()
    {
        int lagCount = (int)Math.Min(_longestStretch, _maxLag + 1L);
        double[][] sums = _products.LagSums(lagCount);
        var originCount = new long[lagCount];
        for (int lag = 0; lag < lagCount; lag++) originCount[lag] = _products.OriginCount(lag);
        return [.. sums.Select((sum, s) => new VacfCurve(s, _atoms.AtomsOf(s).Length, sum, originCount))];
    }

    private static SeriesLayout LayoutOf(AtomTable atoms) => new([.. atoms.SpecieNames.Select((_, s) => 3 * atoms.AtomsOf(s).Length)]);
}
