using System.Collections.Concurrent;
using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Frames;

/// <summary>Rents frames of one atom count. Thread-safe; keeps at most <c>capacity</c> idle frames.</summary>
public sealed class FramePool(int atomCount, int capacity = 64)
{
    [NotState("frames come and go")] private readonly ConcurrentQueue<Frame> _idle = new();
    [NotState("frames come and go")] private int _idleCount;
    [NotState("frames come and go")] private long _rentedCount;

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

    /// <summary>Takes a pool along: no frames of it, only that there is one, and for how many atoms.</summary>
    public static FramePool? Carry(StateCarrier state, FramePool? pool)
    {
        int atomCount = state.Carry(pool?.AtomCount ?? -1);
        return !state.IsLoading ? pool : atomCount < 0 ? null : new FramePool(atomCount);
    }

    internal void Return(Frame frame)
    {
        Interlocked.Decrement(ref _rentedCount);
        if (Interlocked.Increment(ref _idleCount) > capacity) Interlocked.Decrement(ref _idleCount); // let it go to the collector
        else _idle.Enqueue(frame);
    }
}
