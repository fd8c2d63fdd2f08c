using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Accumulators;

/// <summary>Tiles of one size, shape [vectorCount, 64, 8], lent and taken back. Several correlators of one layout may share it.</summary>
internal sealed class TilePool(int vectorCount)
{
    [NotState("work space")] private readonly Stack<AlignedBuffer> _idle = new();
    private long _tileCount;

    public int VectorCount => vectorCount;

    public long TileBytes => (long)vectorCount * PaddedFft.TileDoubles * sizeof(double);

    /// <summary>Bytes of all tiles, lent or idle.</summary>
    public long Bytes => _tileCount * TileBytes;

    public AlignedBuffer Rent()
    {
        if (_idle.TryPop(out AlignedBuffer? tile)) return tile;
        _tileCount++;
        return new AlignedBuffer(checked(vectorCount * PaddedFft.TileDoubles));
    }

    public void Return(AlignedBuffer? tile)
    {
        if (tile != null) _idle.Push(tile);
    }

    /// <summary>Takes along how many tiles there are, which a memory budget looks at; call it when all that are lent have been lent again.</summary>
    public void Carry(StateCarrier state)
    {
        long tileCount = state.Carry(_tileCount);
        while (_tileCount < tileCount)
        {
            _tileCount++;
            _idle.Push(new AlignedBuffer(checked(vectorCount * PaddedFft.TileDoubles)));
        }
    }

    /// <summary>Leaves the idle tiles to the collector.</summary>
    public void Trim()
    {
        _tileCount -= _idle.Count;
        _idle.Clear();
    }
}
