using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Cross-spectra Σ conj(X_j−d(k))·X_j(k), summed over block pairs (j−d, j) and all series of a group, for every block distance d.</summary>
/// <remarks>Per group and distance 2B bins of 16 bytes, tile after tile re[64], im[64]. They come into being when first reached.</remarks>
internal sealed class CrossSpectra
{
    private const int TileBins = PaddedFft.TilePoints;
    private const int TileDoubles = 2 * TileBins;
    private const int ChunkVectors = 12; // of eight blocks, 64 bins of so many vectors stay in the second-level cache while all pairs pass
    private readonly int _tileCount;
    private readonly List<AlignedBuffer>[] _ofGroup;

    public CrossSpectra(int groupCount, int tileCount)
    {
        _tileCount = tileCount;
        _ofGroup = new List<AlignedBuffer>[groupCount];
        for (int g = 0; g < groupCount; g++) _ofGroup[g] = [];
    }

    public int DistanceCount => _ofGroup[0].Count;

    public long Bytes => BytesOf(_ofGroup.Length, _tileCount, DistanceCount);

    public static long BytesOf(int groupCount, int tileCount, int distanceCount) =>
        (long)groupCount * distanceCount * tileCount * TileDoubles * sizeof(double);

    /// <summary>A group's spectra, indexed by distance.</summary>
    public ReadOnlySpan<AlignedBuffer> Of(int group) => CollectionsMarshal.AsSpan(_ofGroup[group]);

    /// <summary>re[64], im[64] of a tile of a spectrum.</summary>
    public static Span<double> TileOf(AlignedBuffer spectrum, int tile) => spectrum.Span.Slice(tile * TileDoubles, TileDoubles);

    /// <summary>Makes room, zeros, for distances below <paramref name="distanceCount"/>.</summary>
    public void Reach(int distanceCount)
    {
        while (DistanceCount < distanceCount)
            foreach (List<AlignedBuffer> spectra in _ofGroup)
            {
                var spectrum = new AlignedBuffer(TileDoubles * _tileCount);
                spectrum.Span.Clear();
                spectra.Add(spectrum);
            }
    }

    public void Carry(StateCarrier state)
    {
        Reach(state.Carry(DistanceCount));
        foreach (List<AlignedBuffer> spectra in _ofGroup)
            foreach (AlignedBuffer spectrum in spectra) state.Fill(spectrum.Span);
    }

    /// <summary>Adds to the sums of a group the products of the newest blocks, each with itself and those before it.</summary>
    /// <remarks>
    /// Each pair of blocks is summed over the vectors in chunks, then added to its distance, oldest pair first: the same bits however many blocks
    /// come at once. Many at once cost the least, as every spectrum is fetched from memory once for all its pairs.
    /// </remarks>
    /// <param name="blocks">Spectra, oldest block first.</param>
    /// <param name="newest">How many of them are new.</param>
    /// <param name="nearest">Smallest distance wanted.</param>
    /// <param name="farthest">Largest distance wanted; needs room, see <see cref="Reach"/>.</param>
    public void AddNewest(int group, SeriesLayout layout, ReadOnlySpan<AlignedBuffer?[]> blocks, int newest, int nearest, int farthest)
    {
        int distances = farthest + 1, firstNew = blocks.Length - newest;
        Span<double> pairs = stackalloc double[newest * distances * TileDoubles]; // [new block, distance, re[64] im[64]]
        for (int tile = 0; tile < _tileCount; tile++)
        {
            pairs.Clear();
            for (int chunk = 0; chunk < layout.VectorCountOf(group); chunk += ChunkVectors)
                for (int block = firstNew; block < blocks.Length; block++)
                {
                    ReadOnlySpan<double> later = Chunk(blocks[block][tile]!, layout, group, chunk);
                    for (int d = nearest; d <= Math.Min(block, farthest); d++)
                        Add(Chunk(blocks[block - d][tile]!, layout, group, chunk), later, pairs.Slice(((block - firstNew) * distances + d) * TileDoubles, TileDoubles));
                }
            for (int pair = 0; pair < newest * distances; pair++)
            {
                Span<double> sum = TileOf(_ofGroup[group][pair % distances], tile);
                for (int i = 0; i < TileDoubles; i++) sum[i] += pairs[pair * TileDoubles + i];
            }
        }
    }

    private static ReadOnlySpan<double> Chunk(AlignedBuffer tile, SeriesLayout layout, int group, int chunk) =>
        tile.Span.Slice((layout.FirstVector(group) + chunk) * PaddedFft.TileDoubles, Math.Min(ChunkVectors, layout.VectorCountOf(group) - chunk) * PaddedFft.TileDoubles);

    /// <summary>sum(k) += Σ conj(x(k))·y(k) over vectors and lanes, for the 64 bins of a tile. 16 flop per lane set and bin.</summary>
    /// <param name="x">Shape [vectors, 64, 8]; <paramref name="y"/> likewise.</param>
    /// <param name="sum">re[64], im[64].</param>
    public static void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> sum)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        nuint end = (nuint)Math.Min(x.Length, y.Length);
        for (int bin = 0; bin < TileBins; bin += 4)
        {
            Vector256<double> r0 = default, i0 = default, r1 = default, i1 = default, r2 = default, i2 = default, r3 = default, i3 = default;
            // Four bins stay in registers while all vectors pass.
            for (nuint at = (nuint)bin * VerticalFft.PointDoubles; at < end; at += PaddedFft.TileDoubles)
            {
                MultiplyAdd(Complex4.Load(ref px, at), Complex4.Load(ref py, at), ref r0, ref i0);
                MultiplyAdd(Complex4.Load(ref px, at + 8), Complex4.Load(ref py, at + 8), ref r1, ref i1);
                MultiplyAdd(Complex4.Load(ref px, at + 16), Complex4.Load(ref py, at + 16), ref r2, ref i2);
                MultiplyAdd(Complex4.Load(ref px, at + 24), Complex4.Load(ref py, at + 24), ref r3, ref i3);
            }
            AddLanes(sum[bin..], r0, r1, r2, r3);
            AddLanes(sum[(TileBins + bin)..], i0, i1, i2, i3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(Complex4 x, Complex4 y, ref Vector256<double> re, ref Vector256<double> im)
    {
        re = Vector256.FusedMultiplyAdd(x.Im, y.Im, Vector256.FusedMultiplyAdd(x.Re, y.Re, re));
        im = Vector256.FusedMultiplyAdd(-x.Im, y.Re, Vector256.FusedMultiplyAdd(x.Re, y.Im, im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLanes(Span<double> sum, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        sum[0] += SumOfLanes(a);
        sum[1] += SumOfLanes(b);
        sum[2] += SumOfLanes(c);
        sum[3] += SumOfLanes(d);
    }

    /// <summary>(v0 + v2) + (v1 + v3): an order of our own, the framework's may change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfLanes(Vector256<double> v)
    {
        Vector128<double> pairs = v.GetLower() + v.GetUpper();
        return pairs[0] + pairs[1];
    }
}
