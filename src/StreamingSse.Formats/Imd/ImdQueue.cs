using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>What the socket's reader has taken and the stream has not: bounded, so that neither waits for the other.</summary>
/// <remarks>
/// When it is full, frames are dropped and counted, and what follows them begins with a gap. To wait instead would leave the bytes in the socket: GROMACS
/// then stands still and LAMMPS drops frames without a word. One thread adds, one takes.
/// </remarks>
internal sealed class ImdQueue(int capacity)
{
    private const int RoomForNews = 64;
    private readonly Queue<ImdItem> _items = new();
    private readonly Lock _lock = new();
    private long _droppedNow, _droppedCount;
    private string? _gap;
    private long? _gapLostCount;

    public int Capacity => capacity;

    public int Count
    {
        get { lock (_lock) return _items.Count; }
    }

    /// <summary>Frames dropped so far.</summary>
    public long DroppedCount
    {
        get { lock (_lock) return _droppedCount; }
    }

    /// <summary>Takes over a frame, or drops it.</summary>
    public void AddFrame(Frame frame, long number, long endOffset)
    {
        lock (_lock)
        {
            if (_items.Count < capacity)
            {
                AddGap();
                _items.Enqueue(new ImdItem(frame, number, endOffset));
                return;
            }
            Drop();
        }
        frame.Dispose();
    }

    /// <summary>A frame that came and is none; where there is no room it is dropped, and counted, as any frame.</summary>
    public void AddRejected(BadInput bad)
    {
        lock (_lock)
        {
            if (_items.Count < capacity) _items.Enqueue(new ImdItem(Bad: bad));
            else Drop();
        }
    }

    /// <summary>The motion is interrupted before the next frame.</summary>
    /// <param name="lostCount">Frames that are missing for sure; null where that is not known.</param>
    public void Interrupt(string reason, long? lostCount = null)
    {
        lock (_lock) (_gap, _gapLostCount) = (reason, lostCount);
    }

    /// <summary>News are few; those of a connection that comes and goes while nobody reads them are not kept for ever.</summary>
    public void AddNews(in ImdItem item)
    {
        lock (_lock)
            if (_items.Count < capacity + RoomForNews) _items.Enqueue(item);
    }

    public bool TryTake(out ImdItem item)
    {
        lock (_lock) return _items.TryDequeue(out item);
    }

    public void Clear()
    {
        while (TryTake(out ImdItem item)) item.Frame?.Dispose();
    }

    private void Drop()
    {
        _droppedNow++;
        _droppedCount++;
    }

    private void AddGap()
    {
        if (_gap is not null) _items.Enqueue(new ImdItem(Gap: _gap, LostCount: _droppedNow > 0 ? (_gapLostCount ?? 0) + _droppedNow : _gapLostCount));
        else if (_droppedNow > 0) _items.Enqueue(new ImdItem(Gap: $"dropped while the analysis was {capacity} frames behind", LostCount: _droppedNow));
        (_gap, _droppedNow) = (null, 0);
    }
}
