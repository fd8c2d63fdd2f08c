using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class SinkTests
{
    [Fact]
    public async Task Ignore_takes_everything_and_gives_it_back()
    {
        var frames = new Frames();
        await frames.Source(50).To(Sink.Ignore<Frame>()).Run().Completion;
        Assert.Equal((50, 0), (frames.TakenCount, frames.Pool.RentedCount));
    }

    [Fact]
    public async Task An_element_is_held_while_it_is_handled_and_handled_alone()
    {
        var frames = new Frames();
        int atOnce = 0;
        await frames.Source(50).To(Sink.ForEachAsync<Frame>(async (frame, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Assert.Equal(1, frames.Pool.RentedCount);
            Interlocked.Decrement(ref atOnce);
        })).Run().Completion;
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Fact]
    public async Task The_element_in_hand_of_a_sink_that_throws_counts_as_dropped()
    {
        var frames = new Frames();
        RunningGraph run = frames.Growing(5).To(Sink.ForEach<Frame>(frame =>
        {
            if (frame.Step == 3) throw new InvalidOperationException("accumulator");
        })).Run();
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Completion);
        Assert.Equal((4, 1, 0), (frames.TakenCount, run.DroppedCount, frames.Pool.RentedCount));
    }
}
