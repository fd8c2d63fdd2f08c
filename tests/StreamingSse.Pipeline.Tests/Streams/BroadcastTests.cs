using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class BroadcastTests
{
    [Fact]
    public async Task Every_branch_sees_every_element_in_order_once()
    {
        var frames = new Frames();
        List<long?>[] seen = [[], [], []];
        await frames.Source(500).Broadcast(4, [.. seen.Select(list => Sink.ForEach<Frame>(frame => list.Add(frame.Step)))]).Run().Completion;
        Assert.All(seen, list => Assert.Equal(Enumerable.Range(0, 500).Select(i => (long?)i), list));
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_fast_branch_is_never_further_ahead_than_the_bound(int bufferSize)
    {
        var frames = new Frames();
        int fast = 0, slow = 0, furthest = 0;
        await frames.Source(300).Broadcast(
            bufferSize,
            Sink.ForEach<Frame>(_ => furthest = Math.Max(furthest, Interlocked.Increment(ref fast) - Volatile.Read(ref slow))),
            Sink.ForEachAsync<Frame>(async (_, _) =>
            {
                for (int i = 0; i < 5; i++) await Task.Yield();
                Interlocked.Increment(ref slow);
            })).Run().Completion;
        // Waiting for the slow branch: bufferSize in its buffer, one in its hands, and the one that the feeding loop cannot hand over yet.
        Assert.InRange(furthest, 1, bufferSize + 2);
        Assert.Equal((300, 300), (fast, slow));
    }

    [Fact]
    public async Task A_slow_branch_holds_back_the_source()
    {
        var frames = new Frames();
        var gate = new TaskCompletionSource();
        int fast = 0;
        RunningGraph run = frames.Source(100).Broadcast(
            4, Sink.ForEach<Frame>(_ => Interlocked.Increment(ref fast)), Sink.ForEachAsync<Frame>((_, _) => new ValueTask(gate.Task))).Run();
        await Frames.Until(() => Volatile.Read(ref fast) >= 6);
        for (int i = 0; i < 1000; i++) await Task.Yield();
        Assert.Equal((6, 6), (frames.TakenCount, fast));
        gate.SetResult();
        await run.Completion;
        Assert.Equal((100, 0), (fast, frames.Pool.RentedCount));
    }

    [Fact]
    public async Task A_failed_branch_fails_the_graph_and_ends_the_others_and_the_source()
    {
        var frames = new Frames();
        int others = 0;
        RunningGraph run = frames.Growing(20).Broadcast(
            2,
            Sink.ForEach<Frame>(_ => others++),
            Sink.ForEach<Frame>(frame => _ = frame.Step == 10 ? throw new InvalidOperationException("branch") : 0)).Run();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.Completion);
        Assert.Equal("branch", failure.Message);
        Assert.Equal(0, frames.Pool.RentedCount);
        Assert.Equal(2 * frames.TakenCount, others + 10 + run.DroppedCount);
    }

    [Fact]
    public async Task Several_failures_are_all_told()
    {
        var frames = new Frames();
        var both = new Barrier(2);
        Sink<Frame> failing = Sink.ForEach<Frame>(_ =>
        {
            both.SignalAndWait(TimeSpan.FromSeconds(10));
            throw new InvalidOperationException($"branch {Environment.CurrentManagedThreadId}");
        });
        RunningGraph run = frames.Source(5).Broadcast(2, failing, failing).Run();
        var failure = await Assert.ThrowsAsync<AggregateException>(() => run.Completion);
        Assert.Equal(2, failure.InnerExceptions.Count);
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Fact]
    public async Task Broadcasts_nest()
    {
        var frames = new Frames();
        int handled = 0;
        Sink<Frame> count = Sink.ForEach<Frame>(_ => Interlocked.Increment(ref handled));
        await frames.Source(40).Broadcast(3, count, Broadcast.To(2, count, Flow.Create<Frame>().Buffer(2).To(count))).Run().Completion;
        Assert.Equal((120, 0), (handled, frames.Pool.RentedCount));
    }

    [Fact]
    public void A_broadcast_to_nobody_is_refused() => Assert.Throws<ArgumentException>(() => Broadcast.To<int>(4));
}
