using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class KillSwitchTests
{
    [Fact]
    public async Task Shutdown_handles_what_has_passed_and_completes()
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        var steps = new List<long?>();
        RunningGraph run = frames.Growing(10).Via(kill.Flow<Frame>()).Buffer(16).To(Sink.ForEach<Frame>(frame =>
        {
            lock (steps) steps.Add(frame.Step);
        })).Run();
        await Frames.Until(() => Count(steps) >= 10);
        kill.Shutdown();
        await run.Completion;
        Assert.Equal((0, 0), (frames.Pool.RentedCount, run.DroppedCount));
    }

    [Fact]
    public async Task Shutdown_drops_and_counts_what_has_not_passed()
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        var gate = new TaskCompletionSource();
        int handled = 0;
        RunningGraph run = frames.Growing(10).Buffer(4).Via(kill.Flow<Frame>()).To(Sink.ForEachAsync<Frame>(async (_, _) =>
        {
            await gate.Task;
            handled++;
        })).Run();
        await Frames.Until(() => frames.TakenCount >= 6); // one in the sink, four in the buffer, one before it
        kill.Shutdown();
        gate.SetResult();
        await run.Completion;
        Assert.Equal((1, 5, 0), (handled, run.DroppedCount, frames.Pool.RentedCount));
    }

    [Fact]
    public async Task Abort_fails_the_graph()
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        RunningGraph run = frames.Growing(10).Via(kill.Flow<Frame>()).To(Sink.Ignore<Frame>()).Run();
        kill.Abort(new TimeoutException("no frame for an hour"));
        kill.Shutdown(); // the first call decides
        await Assert.ThrowsAsync<TimeoutException>(() => run.Completion);
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Fact]
    public async Task A_switch_in_one_branch_ends_the_whole_broadcast()
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        RunningGraph run = frames.Growing(10).Broadcast(4, Sink.Ignore<Frame>(), kill.Flow<Frame>().To(Sink.Ignore<Frame>())).Run();
        kill.Shutdown();
        await run.Completion;
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Fact]
    public async Task A_switch_that_was_pulled_before_lets_nothing_pass()
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        kill.Shutdown();
        await frames.Source(10).Via(kill.Flow<Frame>()).To(Sink.Ignore<Frame>()).Run().Completion;
        Assert.Equal(0, frames.TakenCount);
    }

    private static int Count(List<long?> steps)
    {
        lock (steps) return steps.Count;
    }
}
