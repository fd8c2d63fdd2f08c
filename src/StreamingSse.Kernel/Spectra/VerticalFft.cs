using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Spectra;

/// <summary>Fourier transform of four complex series at once, one in each SIMD lane.</summary>
/// <remarks>
/// X(k) = Σ_t x(t)·exp(−2πi·k·t/n), n a power of two. Shape [n, 8]: point t holds re of the four series, then im of the four.
/// <see cref="Forward"/> leaves bin k at <see cref="PlaceOf"/>(k), k with its bits reversed; <see cref="Inverse"/> takes it there:
/// a product of spectra needs no other order. Radix 4, decimation in frequency (Cooley &amp; Tukey 1965), depth first, so that
/// long transforms work in cache. Cost about 17·n·log₂n flop for the four, in place; tables 16·n bytes. Not scaled but by 1/n in the inverse.
/// </remarks>
public sealed class VerticalFft
{
    /// <summary>Doubles a point: re[4], im[4].</summary>
    public const int PointDoubles = 8;

    // Below this many points (16 KiB) a transform stays in the first-level cache: stage after stage beats recursion.
    private const int CachedLength = 256;

    // One table a stage, of length n, n/4, n/16, …: for each j < length/4 the factors w^j, w^2j, w^3j as (re, im), w = exp(−2πi/length).
    private readonly double[][] _twiddles;

    public VerticalFft(int length)
    {
        if (length < 1 || !BitOperations.IsPow2(length)) throw new ArgumentException($"expected a power of two, got {length}", nameof(length));
        Length = length;
        var tables = new List<double[]>();
        for (int stage = length; stage > 4; stage /= 4) tables.Add(Twiddles(stage));
        _twiddles = [.. tables];
    }

    public int Length { get; }

    /// <summary>Bytes of the tables.</summary>
    public long Bytes => _twiddles.Sum(table => (long)table.Length * sizeof(double));

    /// <summary>Where bin <paramref name="bin"/> stands after <see cref="Forward"/>: its bits in reverse.</summary>
    public int PlaceOf(int bin)
    {
        int place = 0;
        for (int bit = 1; bit < Length; bit *= 2)
        {
            place = 2 * place + (bin & 1);
            bin /= 2;
        }
        return place;
    }

    /// <param name="points">Shape [n, 8]; series in, bins in reversed order out.</param>
    public void Forward(Span<double> points)
    {
        Check(points);
        Descend(ref MemoryMarshal.GetReference(points), Length, 0);
    }

    /// <param name="points">Shape [n, 8]; bins in reversed order in, series out, scaled by 1/n.</param>
    public void Inverse(Span<double> points)
    {
        Check(points);
        ref double first = ref MemoryMarshal.GetReference(points);
        Ascend(ref first, Length, 0);
        double scale = 1.0 / Length;
        for (nuint at = 0; at < (nuint)points.Length; at += PointDoubles)
            Complex4.Load(ref first, at).Times(scale, 0).Store(ref first, at);
    }

    private void Descend(ref double x, int length, int stage)
    {
        if (length > CachedLength)
        {
            ForwardStage(ref x, length, _twiddles[stage]);
            for (int part = 0; part < 4; part++) Descend(ref Point(ref x, part * (length / 4)), length / 4, stage + 1);
            return;
        }
        int l = length;
        for (; l > 4; l /= 4, stage++)
            for (int p = 0; p < length; p += l) ForwardStage(ref Point(ref x, p), l, _twiddles[stage]);
        if (l == 4)
            for (int p = 0; p < length; p += 4) ForwardOfFour(ref Point(ref x, p));
        else if (l == 2)
            for (int p = 0; p < length; p += 2) OfTwo(ref Point(ref x, p));
    }

    private void Ascend(ref double x, int length, int stage)
    {
        if (length > 4)
        {
            for (int part = 0; part < 4; part++) Ascend(ref Point(ref x, part * (length / 4)), length / 4, stage + 1);
            InverseStage(ref x, length, _twiddles[stage]);
        }
        else if (length == 4) InverseOfFour(ref x);
        else if (length == 2) OfTwo(ref x);
    }

    private static void ForwardStage(ref double x, int length, double[] twiddles)
    {
        nuint quarter = (nuint)length / 4 * PointDoubles;
        ref double w = ref MemoryMarshal.GetArrayDataReference(twiddles);
        for (nuint a = 0; a < quarter; a += PointDoubles)
        {
            nuint b = a + quarter, c = b + quarter, d = c + quarter;
            Complex4 xa = Complex4.Load(ref x, a), xb = Complex4.Load(ref x, b), xc = Complex4.Load(ref x, c), xd = Complex4.Load(ref x, d);
            Complex4 even = xa + xc, odd = xa - xc, evenHalf = xb + xd, oddHalf = (xb - xd).TimesI();
            (even + evenHalf).Store(ref x, a);
            (even - evenHalf).Times(Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 3)).Store(ref x, b);
            (odd - oddHalf).Times(w, Unsafe.Add(ref w, 1)).Store(ref x, c);
            (odd + oddHalf).Times(Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 5)).Store(ref x, d);
            w = ref Unsafe.Add(ref w, 6);
        }
    }

    // The forward stage read backwards, with conjugate factors; each stage leaves a factor 4.
    private static void InverseStage(ref double x, int length, double[] twiddles)
    {
        nuint quarter = (nuint)length / 4 * PointDoubles;
        ref double w = ref MemoryMarshal.GetArrayDataReference(twiddles);
        for (nuint a = 0; a < quarter; a += PointDoubles)
        {
            nuint b = a + quarter, c = b + quarter, d = c + quarter;
            Complex4 ya = Complex4.Load(ref x, a);
            Complex4 yb = Complex4.Load(ref x, b).TimesConjugate(Unsafe.Add(ref w, 2), Unsafe.Add(ref w, 3));
            Complex4 yc = Complex4.Load(ref x, c).TimesConjugate(w, Unsafe.Add(ref w, 1));
            Complex4 yd = Complex4.Load(ref x, d).TimesConjugate(Unsafe.Add(ref w, 4), Unsafe.Add(ref w, 5));
            StoreInverse(ref x, a, quarter, ya, yb, yc, yd);
            w = ref Unsafe.Add(ref w, 6);
        }
    }

    private static void ForwardOfFour(ref double x)
    {
        Complex4 xa = Complex4.Load(ref x, 0), xb = Complex4.Load(ref x, 8), xc = Complex4.Load(ref x, 16), xd = Complex4.Load(ref x, 24);
        Complex4 even = xa + xc, odd = xa - xc, evenHalf = xb + xd, oddHalf = (xb - xd).TimesI();
        (even + evenHalf).Store(ref x, 0);
        (even - evenHalf).Store(ref x, 8);
        (odd - oddHalf).Store(ref x, 16);
        (odd + oddHalf).Store(ref x, 24);
    }

    private static void InverseOfFour(ref double x) => StoreInverse(
        ref x, 0, PointDoubles, Complex4.Load(ref x, 0), Complex4.Load(ref x, 8), Complex4.Load(ref x, 16), Complex4.Load(ref x, 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInverse(ref double x, nuint at, nuint quarter, Complex4 ya, Complex4 yb, Complex4 yc, Complex4 yd)
    {
        Complex4 even = ya + yb, evenHalf = ya - yb, odd = yc + yd, oddHalf = (yc - yd).TimesI();
        (even + odd).Store(ref x, at);
        (evenHalf + oddHalf).Store(ref x, at + quarter);
        (even - odd).Store(ref x, at + 2 * quarter);
        (evenHalf - oddHalf).Store(ref x, at + 3 * quarter);
    }

    private static void OfTwo(ref double x)
    {
        Complex4 a = Complex4.Load(ref x, 0), b = Complex4.Load(ref x, 8);
        (a + b).Store(ref x, 0);
        (a - b).Store(ref x, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double Point(ref double x, int point) => ref Unsafe.Add(ref x, (nint)point * PointDoubles);

    private static double[] Twiddles(int length)
    {
        var table = new double[length / 4 * 6];
        for (int j = 0; j < length / 4; j++)
            for (int power = 1; power <= 3; power++)
            {
                // The argument is exact, length being a power of two, so each factor is right to the last place or so.
                (double sin, double cos) = double.SinCosPi(-2.0 * j * power / length);
                table[6 * j + 2 * (power - 1)] = cos;
                table[6 * j + 2 * (power - 1) + 1] = sin;
            }
        return table;
    }

    private void Check(ReadOnlySpan<double> points)
    {
        if (points.Length != PointDoubles * (long)Length)
            throw new ArgumentException($"expected {PointDoubles * (long)Length} doubles, got {points.Length}", nameof(points));
    }
}
