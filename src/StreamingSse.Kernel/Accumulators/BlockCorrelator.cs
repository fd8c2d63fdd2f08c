using System.Numerics;
using System.Runtime.InteropServices;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Autocorrelation sums of many series, online: every lag, every origin, at any moment.</summary>
/// <remarks>
/// C_g(m) = Σ_s Σ_k x_s(k)·x_s(k+m) over the series s of group g and all origins k.
/// Blocks of B frames are padded with zeros and transformed once; the spectra of block pairs are multiplied and summed over the series of a
/// group; only a readout goes back to lags (Wiener–Khinchin by blocks; Press et al., Numerical Recipes §13.2). The open block is added on a copy.
/// Eight blocks become one of 8B (or fewer longer ones where lags are bounded), so that T frames cost O(T log T) a series.
/// Without <c>maxLag</c> memory is 16 B × series × T; with it, about 18 B × series × (maxLag + B), B ≤ max(64, maxLag/8), for any T.
/// Sums run in an order that depends on the frames alone: a replay gives the same bits. Not thread-safe.
/// <see cref="Add"/> allocates only what it keeps: a tile of 64 frames (taken from dropped blocks once lags are bounded), and new tables when the block grows.
/// </remarks>
public sealed class BlockCorrelator
{
    private const int FirstBlockLength = PaddedFft.TilePoints;
    private const int BlocksAtGrowth = 8;
    private const int Growth = 8;
    private const int BlocksPerReach = 8;
    private const int BlocksAtOnce = 8;
    private const int ReadVectors = 8; // keeps the copy that a readout needs small

    private readonly SeriesLayout _layout;
    private readonly TilePool _pool;
    private readonly bool _ownsPool;
    private readonly int _maxLag;
    private readonly int _minLag;
    private readonly int _longestBlock;
    private readonly List<AlignedBuffer?[]> _blocks = []; // spectra of whole blocks, oldest first
    private readonly List<long> _stretches = [];          // frames of each stretch that a break has ended
    private readonly double[][] _bankedSums;              // by group and lag: what is no longer held as spectra
    private AlignedBuffer?[] _open = [];                  // frames as they came, in the tiles that will hold their even bins
    [NotState("an empty row of places")] private AlignedBuffer?[]? _spareBlock;
    private int _fill;
    [NotState("tables of its block length")] private PaddedFft _transform;
    private int _newBlocks; // whole blocks whose products are not in the sums yet
    private CrossSpectra _cross;
    [NotState("work space of a readout")] private CrossSpectra? _readCross;
    [NotState("work space of a readout")] private AlignedBuffer?[]? _readTiles;

    /// <param name="seriesPerGroup">Number of series in each group; a row holds them group by group, see <see cref="RowLength"/>.</param>
    /// <param name="maxLag">Largest lag wanted, in frames; without one every lag is kept.</param>
    /// <param name="minLag">Smallest lag wanted: sums at smaller ones are not to be used.</param>
    public BlockCorrelator(ReadOnlySpan<int> seriesPerGroup, int maxLag = int.MaxValue, int minLag = 0)
        : this(new SeriesLayout(seriesPerGroup), null, maxLag, minLag)
    {
    }

    /// <param name="blocksPerReach">Blocks that the largest lag spans, at least: more need less memory, fewer less time.</param>
    internal BlockCorrelator(SeriesLayout layout, TilePool? pool, int maxLag = int.MaxValue, int minLag = 0, int blocksPerReach = BlocksPerReach)
    {
        if (maxLag < 1 || minLag < 0 || minLag > maxLag) throw new ArgumentException($"expected 0 ≤ minLag ≤ maxLag and maxLag ≥ 1, got {minLag} and {maxLag}");
        _layout = layout;
        (_pool, _ownsPool) = (pool ?? new TilePool(layout.VectorCount), pool is null);
        (_maxLag, _minLag) = (maxLag, minLag);
        _longestBlock = LongestBlock(maxLag, blocksPerReach);
        _bankedSums = new double[layout.GroupCount][];
        Array.Fill(_bankedSums, []);
        (_transform, _cross) = Restart(FirstBlockLength);
    }

    /// <summary>Doubles in a row: each group begins at a multiple of eight, empty slots are zero.</summary>
    public int RowLength => _layout.RowLength;

    /// <summary>Frames since the last break.</summary>
    public long StretchLength { get; private set; }

    /// <summary>Frames added in all.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Bytes held, those for the next readout included.</summary>
    public long MemoryBytes => _pool.Bytes + OwnBytes;

    /// <summary>The next frame begins a tile, which is when memory may grow.</summary>
    internal bool IsBetweenTiles => _fill % PaddedFft.TilePoints == 0;

    internal long OwnBytes =>
        _cross.Bytes + ReadBytes(_transform.BlockLength, _cross.DistanceCount) + _transform.Bytes + BankedBytes;

    private long BankedBytes => _bankedSums.Sum(sums => (long)sums.Length * sizeof(double));

    /// <summary>An upper bound of <see cref="MemoryBytes"/> until the next tile is full.</summary>
    internal long BytesAfterNextTile
    {
        get
        {
            bool completes = _fill + PaddedFft.TilePoints >= _transform.BlockLength, grows = completes && _blocks.Count + 1 == BlocksAtGrowth;
            int blockTiles = 2 * _transform.TileCount, length = _transform.BlockLength * (grows ? Growth : 1);
            long tiles = (long)_blocks.Count * blockTiles + (completes ? blockTiles : _fill / PaddedFft.TilePoints + 1);
            long banked = (StretchLength + PaddedFft.TilePoints) * _layout.GroupCount * sizeof(double);
            return Math.Max(tiles * _pool.TileBytes, _pool.Bytes) + Math.Max(banked, BankedBytes) + ReadBytes(length, BlocksAtGrowth)
                   + CrossSpectra.BytesOf(_layout.GroupCount, 2 * length / PaddedFft.TilePoints, _blocks.Count + 1)
                   + PaddedFft.BytesOf(length) + (grows ? PaddedFft.BytesOf(_transform.BlockLength) : 0);
        }
    }

    /// <summary>Bytes at most of one with a largest lag, once that many frames have passed; its tiles included.</summary>
    internal static long BytesOf(SeriesLayout layout, TilePool pool, int maxLag, int blocksPerReach = BlocksPerReach)
    {
        int length = LongestBlock(maxLag, blocksPerReach), blocks = (maxLag + length - 1) / length + 1, tiles = 2 * length / PaddedFft.TilePoints;
        return blocks * tiles * pool.TileBytes + CrossSpectra.BytesOf(layout.GroupCount, tiles, blocks) + ReadBytes(length, blocks)
               + PaddedFft.BytesOf(length) + (long)layout.GroupCount * (maxLag + 1) * sizeof(double);
    }

    private static int LongestBlock(int maxLag, int blocksPerReach) =>
        Math.Max(FirstBlockLength, (int)BitOperations.RoundUpToPowerOf2((uint)(maxLag / blocksPerReach) + 1) / 2);

    /// <param name="row">One value of each series, length <see cref="RowLength"/>.</param>
    public void Add(ReadOnlySpan<double> row)
    {
        if (row.Length != RowLength) throw new ArgumentException($"expected {RowLength} values, got {row.Length}", nameof(row));

        AlignedBuffer tile = _open[_fill / PaddedFft.TilePoints] ??= _pool.Rent();
        ref double from = ref MemoryMarshal.GetReference(row);
        ref double to = ref MemoryMarshal.GetReference(tile.Span[(_fill % PaddedFft.TilePoints * VerticalFft.PointDoubles)..]);
        for (nuint v = 0; v < (nuint)_layout.VectorCount; v++)
            Complex4.Load(ref from, v * SeriesLayout.VectorSlots).Store(ref to, v * PaddedFft.TileDoubles);

        FrameCount++;
        StretchLength++;
        if (++_fill == _transform.BlockLength) CompleteBlock();
    }

    /// <summary>Ends the stretch: no pair of frames is formed across this point.</summary>
    public void Break()
    {
        if (StretchLength == 0) return;
        Bank();
        _stretches.Add(StretchLength);
        Clear();
    }

    /// <summary>Number of origins behind lag <paramref name="lag"/>: frame pairs so far apart within one stretch.</summary>
    public long OriginCount(int lag) => _stretches.Sum(length => Math.Max(0, length - lag)) + Math.Max(0, StretchLength - lag);

    /// <summary>Raw sums C_g(m), shape [group][lagCount]; zero where a lag has no origin. Costs the transform of the open block.</summary>
    public double[][] LagSums(int lagCount)
    {
        CorrelateNewBlocks();
        var sums = new double[_layout.GroupCount][];
        for (int g = 0; g < sums.Length; g++)
        {
            sums[g] = new double[lagCount];
            int banked = Math.Min(lagCount, _bankedSums[g].Length);
            _bankedSums[g].AsSpan(0, banked).CopyTo(sums[g]);
            AddSpectraTo(g, sums[g]);
        }
        return sums;
    }

    /// <summary>Gives back the rows of the present stretch that are still held, oldest first, exact to rounding; uses up its spectra if told so.</summary>
    internal void Replay(bool consume, Action<ReadOnlySpan<double>> visit)
    {
        var row = new double[RowLength];
        foreach (AlignedBuffer?[] block in _blocks)
        {
            AlignedBuffer?[] frames = block;
            if (!consume)
            {
                frames = new AlignedBuffer?[_transform.TileCount];
                for (int t = 0; t < frames.Length; t++) frames[t] = _pool.Rent();
            }
            for (int v = 0; v < _layout.VectorCount; v++) _transform.Restore(block, frames, v);
            // What a consumed block no longer needs is there for whoever is fed with its rows.
            if (consume) Release(frames.AsSpan(_transform.TileCount));
            Visit(frames, _transform.BlockLength, row, visit, release: true);
        }
        Visit(_open, _fill, row, visit, release: consume);
        if (consume) _blocks.Clear();
    }

    private void Visit(AlignedBuffer?[] tiles, int frameCount, double[] row, Action<ReadOnlySpan<double>> visit, bool release)
    {
        for (int frame = 0; frame < frameCount; frame++)
        {
            ReadOnlySpan<double> points = tiles[frame / PaddedFft.TilePoints]!.Span[(frame % PaddedFft.TilePoints * VerticalFft.PointDoubles)..];
            for (int v = 0; v < _layout.VectorCount; v++)
                points.Slice(v * PaddedFft.TileDoubles, SeriesLayout.VectorSlots).CopyTo(row.AsSpan(v * SeriesLayout.VectorSlots));
            visit(row);
            if (release && (frame + 1) % PaddedFft.TilePoints == 0) Release(tiles.AsSpan(frame / PaddedFft.TilePoints, 1));
        }
        if (release) Release(tiles);
    }

    // Blocks before the open one that the largest lag reaches.
    private long BlocksInReach => ((long)_maxLag + _transform.BlockLength - 1) / _transform.BlockLength;

    private int FarthestBlock => (int)Math.Min(_blocks.Count, BlocksInReach);

    private void CompleteBlock()
    {
        for (int tile = 0; tile < _open.Length; tile++) _open[tile] ??= _pool.Rent();
        for (int v = 0; v < _layout.VectorCount; v++) _transform.Forward(_open, _fill, v, _open, v);

        _blocks.Add(_open);
        _newBlocks++;
        _fill = 0;
        _open = _spareBlock ?? new AlignedBuffer?[2 * _transform.TileCount];
        _spareBlock = null;
        if (_blocks.Count == BlocksAtGrowth && _transform.BlockLength < _longestBlock) Grow();
        else if (_blocks.Count > BlocksInReach) DropOldest();
        else if (_newBlocks == BlocksAtOnce) CorrelateNewBlocks();
    }

    private void CorrelateNewBlocks()
    {
        if (_newBlocks == 0) return;
        int nearest = _minLag / _transform.BlockLength, farthest = (int)Math.Min(_blocks.Count - 1, BlocksInReach);
        _cross.Reach(farthest + 1);
        for (int g = 0; g < _layout.GroupCount; g++)
            _cross.AddNewest(g, _layout, CollectionsMarshal.AsSpan(_blocks), _newBlocks, nearest, farthest);
        _newBlocks = 0;
    }

    // The open block's spectra, some vectors at a time, into a readout's tiles, and their products with all blocks in reach.
    private void CorrelateOpen(int group, ReadOnlySpan<AlignedBuffer> sums)
    {
        int end = _layout.FirstVector(group) + _layout.VectorCountOf(group), nearest = _minLag / _transform.BlockLength;
        for (int first = _layout.FirstVector(group); first < end; first += ReadVectors)
        {
            int count = Math.Min(ReadVectors, end - first);
            for (int i = 0; i < count; i++) _transform.Forward(_open, _fill, first + i, _readTiles!, i);
            for (int tile = 0; tile < 2 * _transform.TileCount; tile++)
            {
                ReadOnlySpan<double> later = Vectors(_readTiles![tile]!, 0, count);
                for (int d = nearest; d < sums.Length; d++)
                    CrossSpectra.Add(d == 0 ? later : Vectors(_blocks[^d][tile]!, first, count), later, CrossSpectra.TileOf(sums[d], tile));
            }
        }
    }

    private static ReadOnlySpan<double> Vectors(AlignedBuffer tile, int first, int count) =>
        tile.Span.Slice(first * PaddedFft.TileDoubles, count * PaddedFft.TileDoubles);

    // Adds what the spectra of a group say, those of the open block included.
    private void AddSpectraTo(int group, Span<double> sums)
    {
        // Blocks d apart hold lags from (d−1)·B + 1.
        int distances = (sums.Length + _transform.BlockLength - 2) / _transform.BlockLength + 1;
        ReadOnlySpan<AlignedBuffer> spectra = _cross.Of(group);
        spectra = spectra[..Math.Min(spectra.Length, distances)];
        if (_fill > 0)
        {
            spectra = CopyForReading(group, Math.Min(distances, FarthestBlock + 1));
            CorrelateOpen(group, spectra);
        }
        for (int d = 0; d < spectra.Length; d += 4)
            _transform.AddLagSums(spectra.Slice(d, Math.Min(4, spectra.Length - d)), d, sums);
    }

    private ReadOnlySpan<AlignedBuffer> CopyForReading(int group, int distances)
    {
        int tiles = 2 * _transform.TileCount;
        if (_readTiles == null)
        {
            _readTiles = new AlignedBuffer?[tiles];
            for (int t = 0; t < tiles; t++) _readTiles[t] = new AlignedBuffer(ReadVectors * PaddedFft.TileDoubles);
        }
        _readCross ??= new CrossSpectra(1, tiles);
        _readCross.Reach(distances);
        ReadOnlySpan<AlignedBuffer> from = _cross.Of(group), to = _readCross.Of(0)[..distances];
        for (int d = 0; d < to.Length; d++)
            if (d < from.Length) from[d].Span.CopyTo(to[d].Span);
            else to[d].Span.Clear();
        return to;
    }

    private static long ReadBytes(int blockLength, int distanceCount)
    {
        int tiles = 2 * blockLength / PaddedFft.TilePoints;
        return (long)tiles * ReadVectors * PaddedFft.TileDoubles * sizeof(double) + CrossSpectra.BytesOf(1, tiles, distanceCount);
    }

    // Few long blocks for many short ones. Sums so far leave the frequency domain, whose bins no longer fit.
    private void Grow()
    {
        Bank();
        PaddedFft part = _transform;
        int parts = Math.Min(Growth, _longestBlock / part.BlockLength);
        (_transform, _cross) = Restart(parts * part.BlockLength);
        for (int block = 0; block < BlocksAtGrowth / parts; block++)
        {
            AlignedBuffer?[] spectra = [.. _blocks.GetRange(block, parts).SelectMany(tiles => tiles)];
            for (int v = 0; v < _layout.VectorCount; v++) _transform.Merge(part, spectra, v);
            _blocks[block] = spectra;
            _blocks.RemoveRange(block + 1, parts - 1);
        }
    }

    private void Bank()
    {
        CorrelateNewBlocks();
        int lagCount = (int)Math.Min((long)_maxLag + 1, StretchLength);
        for (int g = 0; g < _bankedSums.Length; g++)
        {
            if (_bankedSums[g].Length < lagCount) Array.Resize(ref _bankedSums[g], lagCount);
            AddSpectraTo(g, _bankedSums[g]);
        }
    }

    private (PaddedFft, CrossSpectra) Restart(int blockLength)
    {
        (_readTiles, _readCross, _spareBlock) = (null, null, null);
        _open = new AlignedBuffer?[2 * blockLength / PaddedFft.TilePoints];
        return (new PaddedFft(blockLength), new CrossSpectra(_layout.GroupCount, 2 * blockLength / PaddedFft.TilePoints));
    }

    private void DropOldest()
    {
        CorrelateNewBlocks();
        _spareBlock = _blocks[0];
        Release(_spareBlock);
        _blocks.RemoveAt(0);
    }

    private void Clear()
    {
        foreach (AlignedBuffer?[] block in _blocks) Release(block);
        Release(_open);
        _blocks.Clear();
        (_fill, StretchLength) = (0, 0);
        (_transform, _cross) = Restart(FirstBlockLength);
    }

    /// <summary>Takes the state along; a pool that is shared is carried by whoever shares it, after all that rent from it.</summary>
    public void Carry(StateCarrier state)
    {
        int blockLength = state.Carry(_transform.BlockLength);
        if (state.IsLoading) (_transform, _cross) = Restart(blockLength);
        (FrameCount, StretchLength, _fill, _newBlocks) = (state.Carry(FrameCount), state.Carry(StretchLength), state.Carry(_fill), state.Carry(_newBlocks));
        state.Fill(_stretches);
        for (int g = 0; g < _bankedSums.Length; g++) _bankedSums[g] = state.Carry(_bankedSums[g]);
        int blockCount = state.Carry(_blocks.Count);
        for (int block = 0; block < blockCount; block++)
        {
            if (state.IsLoading) _blocks.Add(new AlignedBuffer?[_open.Length]);
            CarryTiles(state, _blocks[block]);
        }
        CarryTiles(state, _open.AsSpan(0, (_fill + PaddedFft.TilePoints - 1) / PaddedFft.TilePoints));
        _cross.Carry(state);
        if (_ownsPool) _pool.Carry(state);
    }

    private void CarryTiles(StateCarrier state, Span<AlignedBuffer?> tiles)
    {
        foreach (ref AlignedBuffer? tile in tiles) state.Fill((tile ??= _pool.Rent()).Span, "tile");
    }

    private void Release(Span<AlignedBuffer?> tiles)
    {
        foreach (AlignedBuffer? tile in tiles) _pool.Return(tile);
        tiles.Clear();
    }
}
