using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>Local diffusivities at one lag, summed into time bins over ions and into time blocks per ion.</summary>
/// <remarks>
/// Bins are indexed by the origin t; when the run outgrows them, neighbours merge. A bin holds sums and counts, so any window and
/// any batches of it come from additions. Memory 36 bytes per bin and 8 bytes per ion and block.
/// </remarks>
public sealed class DiffusivityLevel
{
    /// <summary>Time bins; between half and all of them are in use once the run is longer than that many base intervals.</summary>
    public const int BinCount = 256;

    /// <summary>Blocks of per-ion sums, each as long as <see cref="BinsPerBlock"/> bins.</summary>
    public const int BlockCount = 16;

    public const int BinsPerBlock = BinCount / BlockCount;

    [NotState("shared by levels: their owner carries it")] private readonly PositionRing _ring;
    private readonly int _half;
    private readonly int _ionCount;
    private readonly int _paddedIons;
    private readonly double[] _ionSums;
    private readonly double[] _x = new double[BinCount];
    private readonly double[] _y = new double[BinCount];
    private readonly double[] _z = new double[BinCount];
    private readonly double[] _collective = new double[BinCount];
    private readonly int[] _count = new int[BinCount];

    internal DiffusivityLevel(int multiple, double baseLagPs, PositionRing ring, int ionCount, int paddedIons)
    {
        (Multiple, LagPs, _ring, _half, _ionCount, _paddedIons) =
            (multiple, multiple * baseLagPs, ring, multiple / ring.Stride, ionCount, paddedIons);
        _ionSums = new double[BlockCount * paddedIons];
    }

    /// <summary>Lag in base intervals.</summary>
    public int Multiple { get; }

    /// <summary>Lag Δ, ps; the level looks 2Δ far.</summary>
    public double LagPs { get; }

    internal void Add(long frame, long binWidth)
    {
        if (_ring.Held <= 2 * _half) return;
        double perTwoLags = 1 / (2 * LagPs);
        int bin = (int)((frame - 2 * Multiple) / binWidth);
        (double x, double y, double z) = LocalDiffusivity.Add(
            _ring.PositionsA(2 * _half), _ring.PositionsA(_half), _ring.PositionsA(0), perTwoLags,
            _ionSums.AsSpan(bin / BinsPerBlock * _paddedIons, _paddedIons));
        _x[bin] += x / _ionCount;
        _y[bin] += y / _ionCount;
        _z[bin] += z / _ionCount;
        _collective[bin] += Collective() * perTwoLags / (3 * _ionCount);
        _count[bin]++;
    }

    internal void MergeBins()
    {
        foreach (double[] sums in (ReadOnlySpan<double[]>)[_x, _y, _z, _collective]) MergePairs(sums, 1);
        MergePairs(_ionSums, _paddedIons);
        for (int i = 0; i < BinCount / 2; i++) _count[i] = _count[2 * i] + _count[2 * i + 1];
        _count.AsSpan(BinCount / 2).Clear();
    }

    /// <summary>Sums of q over the origins in bins [from, to).</summary>
    public LevelSum Sum(int fromBin, int toBin)
    {
        LevelSum sum = default;
        for (int i = fromBin; i < toBin; i++) sum = new(sum.Count + _count[i], sum.X + _x[i], sum.Y + _y[i], sum.Z + _z[i], sum.Collective + _collective[i]);
        return sum;
    }

    /// <summary>Sum of q of one ion over the origins of one block, Å²/ps; divide by the count of its bins.</summary>
    public ReadOnlySpan<double> IonSums(int block) => _ionSums.AsSpan(block * _paddedIons, _ionCount);

    internal void Carry(StateCarrier state)
    {
        foreach (double[] sums in (ReadOnlySpan<double[]>)[_x, _y, _z, _collective, _ionSums]) state.Fill<double>(sums);
        state.Fill<int>(_count);
    }

    /// <summary>Bytes held, without the rings, which levels share.</summary>
    internal long ByteCount => BinCount * 36L + 8L * _ionSums.Length;

    private double Collective()
    {
        ReadOnlySpan<double> startA = _ring.SumA(2 * _half), middleA = _ring.SumA(_half), endA = _ring.SumA(0);
        return LocalDiffusivity.Square(startA[0], middleA[0], endA[0])
            + LocalDiffusivity.Square(startA[1], middleA[1], endA[1])
            + LocalDiffusivity.Square(startA[2], middleA[2], endA[2]);
    }

    private static void MergePairs(double[] rows, int width)
    {
        int half = rows.Length / width / 2;
        for (int row = 0; row < half; row++)
        {
            for (int i = 0; i < width; i++)
                rows[row * width + i] = rows[2 * row * width + i] + rows[(2 * row + 1) * width + i];
        }
        rows.AsSpan(half * width).Clear();
    }
}
