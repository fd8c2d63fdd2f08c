using System.Runtime.InteropServices;

namespace StreamingSse.Kernel.Spectra;

/// <summary>Spectra of blocks of B frames padded with B zeros, from and to tiles of <see cref="TilePoints"/> points.</summary>
/// <remarks>
/// A tile has the shape [vectors, 64, 8]: 64 consecutive points of each vector, a vector being four complex series. Of the 2B bins of a padded
/// block the even ones are the transform of the block itself, X(2k) = Σ_t x(t)·exp(−2πi·k·t/B), and the odd ones that of x(t)·exp(−πi·t/B):
/// two transforms of length B, and the block can be had back from the even bins alone. Tiles 0…B/64−1 of a spectrum hold the even bins, the
/// next B/64 the odd ones, each half in the order of <see cref="VerticalFft"/>.
/// </remarks>
internal sealed class PaddedFft
{
    public const int TilePoints = 64;
    public const int TileDoubles = TilePoints * VerticalFft.PointDoubles;

    private readonly VerticalFft _fft;
    private readonly AlignedBuffer _even;
    private readonly AlignedBuffer _odd;
    private readonly double[] _turns; // exp(−πi·t/B) as (re, im)

    public PaddedFft(int blockLength)
    {
        BlockLength = blockLength;
        _fft = new VerticalFft(blockLength);
        _even = new AlignedBuffer(blockLength * VerticalFft.PointDoubles);
        _odd = new AlignedBuffer(blockLength * VerticalFft.PointDoubles);
        _turns = new double[2 * blockLength];
        for (int t = 0; t < blockLength; t++)
            (_turns[2 * t + 1], _turns[2 * t]) = double.SinCosPi(-(double)t / blockLength);
    }

    public int BlockLength { get; }

    /// <summary>Tiles of a block's frames; its spectrum takes twice as many.</summary>
    public int TileCount => BlockLength / TilePoints;

    public long Bytes => BytesOf(BlockLength);

    /// <summary>Work space, turns and tables (at most a third more than 12·B doubles).</summary>
    public static long BytesOf(int blockLength) => (2L * VerticalFft.PointDoubles + 2 + 2) * sizeof(double) * blockLength;

    /// <summary>Transforms one vector. <paramref name="frames"/> and <paramref name="spectrum"/> may be the same tiles.</summary>
    /// <param name="frameCount">Frames that are there; the rest of the block counts as zeros.</param>
    public void Forward(AlignedBuffer?[] frames, int frameCount, int vector, AlignedBuffer?[] spectrum, int spectrumVector)
    {
        for (int tile = 0; tile < TileCount; tile++)
        {
            Span<double> points = Tile(_even, tile);
            int there = Math.Clamp(frameCount - tile * TilePoints, 0, TilePoints) * VerticalFft.PointDoubles;
            if (there > 0) Part(frames, tile, vector)[..there].CopyTo(points);
            points[there..].Clear();
        }
        Transform(spectrum, spectrumVector);
    }

    /// <summary>One vector's spectrum from those of shorter blocks that follow each other, which <paramref name="part"/> has made.</summary>
    /// <param name="spectra">The tiles of the shorter blocks, one block after the other; the result takes their place.</param>
    public void Merge(PaddedFft part, AlignedBuffer?[] spectra, int vector)
    {
        for (int tile = 0; tile < TileCount; tile++)
        {
            int even = tile / part.TileCount * (2 * part.TileCount) + tile % part.TileCount;
            Part(spectra, even, vector).CopyTo(Tile(_even, tile));
        }
        int length = part.BlockLength * VerticalFft.PointDoubles;
        for (int at = 0; at < _even.Length; at += length) part._fft.Inverse(_even.Span.Slice(at, length));
        Transform(spectra, vector);
    }

    /// <summary>One vector's frames from its spectrum; both may be the same tiles. Exact to rounding.</summary>
    public void Restore(AlignedBuffer?[] spectrum, AlignedBuffer?[] frames, int vector)
    {
        for (int tile = 0; tile < TileCount; tile++) Part(spectrum, tile, vector).CopyTo(Tile(_even, tile));
        _fft.Inverse(_even.Span);
        for (int tile = 0; tile < TileCount; tile++) Tile(_even, tile).CopyTo(Part(frames, tile, vector));
    }

    /// <summary>Adds to <paramref name="sums"/>, indexed by lag, what up to four cross-spectra say; lags beyond its end are left out.</summary>
    /// <param name="spectra">Summed over series, tile after tile re[64], im[64]; the first is of blocks <paramref name="firstDistance"/> apart, the next of one more.</param>
    public void AddLagSums(ReadOnlySpan<AlignedBuffer> spectra, int firstDistance, Span<double> sums)
    {
        _even.Span.Clear();
        _odd.Span.Clear();
        for (int lane = 0; lane < spectra.Length; lane++)
        {
            Span<double> bins = spectra[lane].Span;
            Spread(bins[..(2 * BlockLength)], _even.Span, lane);
            Spread(bins[(2 * BlockLength)..], _odd.Span, lane);
        }
        _fft.Inverse(_even.Span);
        _fft.Inverse(_odd.Span);
        for (int lane = 0; lane < spectra.Length; lane++) AddLane(lane, firstDistance + lane, sums);
    }

    // Index m of the inverse of length 2B is lag distance·B + m for m < B, and lag distance·B + m − 2B above.
    private void AddLane(int lane, int distance, Span<double> sums)
    {
        ReadOnlySpan<double> even = _even.Span, odd = _odd.Span;
        long firstLag = (long)distance * BlockLength;
        for (int m = 0; m < BlockLength; m++)
        {
            int at = m * VerticalFft.PointDoubles + lane;
            double turned = odd[at] * _turns[2 * m] + odd[at + 4] * _turns[2 * m + 1];
            if (firstLag + m < sums.Length) sums[(int)firstLag + m] += 0.5 * (even[at] + turned);
            long back = firstLag - BlockLength + m;
            if (distance > 0 && m > 0 && back < sums.Length) sums[(int)back] += 0.5 * (even[at] - turned);
        }
    }

    private static void Spread(ReadOnlySpan<double> bins, Span<double> points, int lane)
    {
        for (int bin = 0; bin < bins.Length / 2; bin++)
        {
            int from = bin / TilePoints * (2 * TilePoints) + bin % TilePoints;
            points[bin * VerticalFft.PointDoubles + lane] = bins[from];
            points[bin * VerticalFft.PointDoubles + 4 + lane] = bins[from + TilePoints];
        }
    }

    private void Transform(AlignedBuffer?[] spectrum, int vector)
    {
        Turn(_even.Span, _odd.Span);
        _fft.Forward(_even.Span);
        _fft.Forward(_odd.Span);
        for (int tile = 0; tile < TileCount; tile++)
        {
            Tile(_even, tile).CopyTo(Part(spectrum, tile, vector));
            Tile(_odd, tile).CopyTo(Part(spectrum, TileCount + tile, vector));
        }
    }

    private void Turn(ReadOnlySpan<double> from, Span<double> to)
    {
        ref double source = ref MemoryMarshal.GetReference(from);
        ref double target = ref MemoryMarshal.GetReference(to);
        for (int t = 0; t < BlockLength; t++)
        {
            nuint at = (nuint)t * VerticalFft.PointDoubles;
            Complex4.Load(ref source, at).Times(_turns[2 * t], _turns[2 * t + 1]).Store(ref target, at);
        }
    }

    private static Span<double> Tile(AlignedBuffer points, int tile) => points.Span.Slice(tile * TileDoubles, TileDoubles);

    private static Span<double> Part(AlignedBuffer?[] tiles, int tile, int vector) =>
        tiles[tile]!.Span.Slice(vector * TileDoubles, TileDoubles);
}
