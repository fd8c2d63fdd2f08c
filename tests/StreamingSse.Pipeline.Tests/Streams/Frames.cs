using System.Diagnostics;
using System.Runtime.CompilerServices;
using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

/// <summary>Real frames from a real pool, numbered by their step.</summary>
internal sealed class Frames
{
    public static readonly Lease<Frame> Lease = new(frame => frame.Retain(), frame => frame.Dispose());

    private long _takenCount;

    public FramePool Pool { get; } = new(atomCount: 2);

    public long TakenCount => Interlocked.Read(ref _takenCount);

    /// <summary>Waits for what other threads will do; fails where they do not.</summary>
    public static async Task Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "waited 20 s for a condition that never came");
            await Task.Yield();
        }
    }

    /// <summary>Frames 0, 1, 2 … of a file that ends after <paramref name="count"/> of them, or fails there.</summary>
    public Source<Frame> Source(int count, Exception? failure = null) => Pipeline.Streams.Source.From(Read(count, failure, waitAtEnd: false), Lease);

    /// <summary>The same of a file that may still grow: after its last frame it waits to be cancelled.</summary>
    public Source<Frame> Growing(int count) => Pipeline.Streams.Source.From(Read(count, failure: null, waitAtEnd: true), Lease);

    private async IAsyncEnumerable<Frame> Read(int count, Exception? failure, bool waitAtEnd, [EnumeratorCancellation] CancellationToken stop = default)
    {
        for (int step = 0; step < count; step++)
        {
            if (step % 7 == 3) await Task.Yield();
            Frame frame = Pool.Rent();
            frame.Step = step;
            Interlocked.Increment(ref _takenCount);
            yield return frame;
        }
        if (failure is not null) throw failure;
        if (waitAtEnd) await Task.Delay(Timeout.Infinite, stop);
    }
}
