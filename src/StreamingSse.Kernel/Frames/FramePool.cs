using System.Collections.Concurrent;

namespace StreamingSse.Kernel.Frames;

/// <summary>Rents frames of one atom count. Thread-safe; keeps at most <c>capacity</c> idle frames.</summary>
public sealed class FramePool(int atomCount, int capacity = 64)
{
    private readonly ConcurrentQueue<Frame> _idle = new();
    private int _idleCount;
    private long _rentedCount;

    public int AtomCount => atomCount;

    /// <summary>Frames that are out at this moment; zero when every holder has disposed its frames.</summary>
    public long RentedCount => Interlocked.Read(ref _rentedCount);

    public Frame Rent()
    {
        Interlocked.Increment(ref _rentedCount);
        if (!_idle.TryDequeue(out Frame? frame)) return new Frame(this, atomCount).Rented();
        Interlocked.Decrement(ref _idleCount);
        return frame.Rented();
    }

    internal void Return(Frame frame)
    {
        Interlocked.Decrement(ref _rentedCount);
        if (Interlocked.Increment(ref _idleCount) > capacity) Interlocked.Decrement(ref _idleCount); // let it go to the collector
        else _idle.Enqueue(frame);
    }
}
