using System.Numerics;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>Hops of single ions: how often, how long between them, how many lead back to the site just left, and after how long.</summary>
/// <remarks>
/// An ion's site is the mean of its first positions there; it has hopped once it was more than half a hop length away in two grid frames in a
/// row, and its new site starts as their mean. Each hop d is multiplied with the last three of the same ion, d·d′, and the product
/// kept by the time between them: their sum over ½·Σ d² is the part of D that correlation adds or takes (Bardeen &amp; Herring 1952), without the noise of all
/// unrelated displacements that a lag holds. Bounded motion counts as hops too where it is wide. Memory 100 bytes per ion; some 10 flops per ion and frame.
/// </remarks>
public sealed class IonHops
{
    /// <summary>Earlier hops that a hop is compared with.</summary>
    public const int Remembered = 3;

    /// <summary>Octaves of the time between two hops, the first below one grid interval.</summary>
    public const int TimeBins = 20;

    private const float FarA = 1.4f; // half of DiffusionRule.DefaultHopA
    private const int MostAveraged = 32;

    private readonly int _ionCount;
    private readonly float[] _siteA;      // [3, ions]
    private readonly float[] _outsideA;   // [3, ions] position in the one frame so far outside
    private readonly float[] _beforeA;    // [3, ions] the site before this one
    private readonly float[] _hopsA;      // [Remembered, 3, ions], newest at the hop's number modulo Remembered
    private readonly long[] _hopFrames;   // [Remembered, ions]
    private readonly int[] _hopNumbers;   // per ion, in this block
    private readonly int[] _averaged;
    private readonly bool[] _outside;
    private readonly double[] _products = new double[TimeBins];
    private readonly double[] _productSquares = new double[TimeBins];
    private double _returnFrames;
    private bool _started;

    public IonHops(int ionCount)
    {
        _ionCount = ionCount;
        (_siteA, _outsideA, _beforeA) = (new float[3 * ionCount], new float[3 * ionCount], new float[3 * ionCount]);
        (_hopsA, _hopFrames) = (new float[Remembered * 3 * ionCount], new long[Remembered * ionCount]);
        (_hopNumbers, _averaged, _outside) = (new int[ionCount], new int[ionCount], new bool[ionCount]);
    }

    /// <summary>Hops of all ions so far.</summary>
    public long HopCount { get; private set; }

    /// <summary>Those that led back to the site before.</summary>
    public long ReturnCount { get; private set; }

    /// <summary>Σ |d|², Å².</summary>
    public double SquaresA2 { get; private set; }

    /// <summary>Mean time an ion stayed away before it came back, grid intervals; NaN without returns.</summary>
    public double MeanReturnFrames => _returnFrames / ReturnCount;

    /// <summary>Σ d·d′ and Σ (d·d′)² of hops at least 2^(<paramref name="fromBin"/> − 1) grid intervals apart, Å² and Å⁴.</summary>
    public (double A2, double SquareA4) Products(int fromBin)
    {
        double sum = 0, square = 0;
        for (int bin = fromBin; bin < TimeBins; bin++) (sum, square) = (sum + _products[bin], square + _productSquares[bin]);
        return (sum, square);
    }

    internal void Carry(StateCarrier state)
    {
        foreach (float[] positions in (ReadOnlySpan<float[]>)[_siteA, _outsideA, _beforeA, _hopsA]) state.Fill<float>(positions);
        foreach (int[] counts in (ReadOnlySpan<int[]>)[_hopNumbers, _averaged]) state.Fill<int>(counts);
        state.Fill<long>(_hopFrames);
        state.Fill<bool>(_outside);
        foreach (double[] sums in (ReadOnlySpan<double[]>)[_products, _productSquares]) state.Fill<double>(sums);
        (HopCount, ReturnCount, SquaresA2) = (state.Carry(HopCount), state.Carry(ReturnCount), state.Carry(SquaresA2));
        (_returnFrames, _started) = (state.Carry(_returnFrames), state.Carry(_started));
    }

    internal void BeginBlock() => _started = false;

    /// <param name="byAxisA">Displacements, shape [3, stride], Å.</param>
    internal void Add(ReadOnlySpan<float> byAxisA, int stride, long frame)
    {
        ReadOnlySpan<float> x = byAxisA[..stride], y = byAxisA.Slice(stride, stride), z = byAxisA.Slice(2 * stride, stride);
        if (!_started) Start(x, y, z);
        for (int i = 0; i < _ionCount; i++)
        {
            float dx = x[i] - _siteA[3 * i], dy = y[i] - _siteA[3 * i + 1], dz = z[i] - _siteA[3 * i + 2];
            if (dx * dx + dy * dy + dz * dz <= FarA * FarA)
            {
                _outside[i] = false;
                if (_averaged[i] < MostAveraged) Average(i, dx, dy, dz);
            }
            else if (!_outside[i]) Leave(i, x[i], y[i], z[i]);
            else Hop(i, x[i], y[i], z[i], frame);
        }
    }

    private void Start(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z)
    {
        _started = true;
        for (int i = 0; i < _ionCount; i++)
        {
            (_siteA[3 * i], _siteA[3 * i + 1], _siteA[3 * i + 2]) = (x[i], y[i], z[i]);
            (_averaged[i], _outside[i], _hopNumbers[i]) = (0, false, 0);
        }
    }

    private void Average(int i, float dx, float dy, float dz)
    {
        float share = 1f / ++_averaged[i];
        (_siteA[3 * i], _siteA[3 * i + 1], _siteA[3 * i + 2]) = (_siteA[3 * i] + share * dx, _siteA[3 * i + 1] + share * dy, _siteA[3 * i + 2] + share * dz);
    }

    private void Leave(int i, float x, float y, float z)
    {
        (_outsideA[3 * i], _outsideA[3 * i + 1], _outsideA[3 * i + 2]) = (x, y, z);
        _outside[i] = true;
    }

    private void Hop(int i, float x, float y, float z, long frame)
    {
        Span<float> site = _siteA.AsSpan(3 * i, 3), before = _beforeA.AsSpan(3 * i, 3);
        Span<float> to = [0.5f * (x + _outsideA[3 * i]), 0.5f * (y + _outsideA[3 * i + 1]), 0.5f * (z + _outsideA[3 * i + 2])];
        Span<float> hop = [to[0] - site[0], to[1] - site[1], to[2] - site[2]];
        int number = _hopNumbers[i];
        for (int k = 1; k <= Math.Min(number, Remembered); k++) Multiply(i, (number - k) % Remembered, hop, frame);
        if (number > 0 && Square(to[0] - before[0], to[1] - before[1], to[2] - before[2]) <= FarA * FarA)
        {
            ReturnCount++;
            _returnFrames += frame - _hopFrames[(number - 1) % Remembered * _ionCount + i];
        }
        hop.CopyTo(_hopsA.AsSpan(3 * (number % Remembered * _ionCount + i), 3));
        _hopFrames[number % Remembered * _ionCount + i] = frame;
        site.CopyTo(before);
        to.CopyTo(site);
        SquaresA2 += Square(hop[0], hop[1], hop[2]);
        HopCount++;
        (_hopNumbers[i], _averaged[i], _outside[i]) = (number + 1, 2, false);
    }

    private void Multiply(int i, int slot, ReadOnlySpan<float> hop, long frame)
    {
        ReadOnlySpan<float> earlier = _hopsA.AsSpan(3 * (slot * _ionCount + i), 3);
        double product = (double)hop[0] * earlier[0] + (double)hop[1] * earlier[1] + (double)hop[2] * earlier[2];
        int bin = Math.Min(TimeBins - 1, BinOf(frame - _hopFrames[slot * _ionCount + i]));
        _products[bin] += product;
        _productSquares[bin] += product * product;
    }

    /// <summary>The bin of a time between hops, grid intervals: 0 below 1, then one per octave.</summary>
    public static int BinOf(long frames) => 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(frames, 0));

    private static double Square(float x, float y, float z) => (double)x * x + (double)y * y + (double)z * z;
}
