using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class SourceTests
{
    [Fact]
    public async Task Elements_pass_all_stages_in_order_each_once()
    {
        var seen = new List<int>();
        Source<int> source = Source.From(Enumerable.Range(0, 1000).ToAsyncEnumerable());
        await source.Select(i => 2 * i).Buffer(3).Where(i => i % 3 == 0).Buffer(1).Select(i => i + 1).To(Sink.ForEach<int>(seen.Add)).Run().Completion;
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => 2 * i).Where(i => i % 3 == 0).Select(i => i + 1), seen);
    }

    [Fact]
    public async Task A_blueprint_runs_more_than_once()
    {
        int sum = 0;
        RunnableGraph graph = Source.From(Enumerable.Range(1, 4).ToAsyncEnumerable()).Buffer(2).To(Sink.ForEach<int>(i => sum += i));
        await graph.Run().Completion;
        await graph.Run().Completion;
        Assert.Equal(20, sum);
    }

    [Theory]
    [InlineData(0, 1)] // fused: the source makes an element when it is asked for one
    [InlineData(1, 3)] // one in the buffer, one in the hands of the loop before it
    [InlineData(8, 10)]
    public async Task A_full_stage_stops_its_source(int bufferSize, int takenAtMost)
    {
        var frames = new Frames();
        var gate = new TaskCompletionSource();
        Source<Frame> source = bufferSize == 0 ? frames.Source(100) : frames.Source(100).Buffer(bufferSize);
        RunningGraph run = source.To(Sink.ForEachAsync<Frame>((_, _) => new ValueTask(gate.Task))).Run();

        await Frames.Until(() => frames.TakenCount >= takenAtMost);
        for (int i = 0; i < 1000; i++) await Task.Yield();
        Assert.Equal(takenAtMost, frames.TakenCount);

        gate.SetResult();
        await run.Completion;
        Assert.Equal(100, frames.TakenCount);
        Assert.Equal(0, frames.Pool.RentedCount);
    }

    [Fact]
    public async Task What_is_filtered_or_made_into_something_else_is_released_but_not_counted_as_dropped()
    {
        var frames = new Frames();
        var steps = new List<long>();
        RunningGraph run = frames.Source(10).Where(frame => frame.Step % 2 == 0).Select(frame => frame.Step!.Value)
            .To(Sink.ForEach<long>(steps.Add)).Run();
        await run.Completion;
        Assert.Equal([0, 2, 4, 6, 8], steps);
        Assert.Equal((0, 0), (frames.Pool.RentedCount, run.DroppedCount));
    }

    [Fact]
    public async Task What_comes_before_a_failure_is_handled()
    {
        var frames = new Frames();
        var steps = new List<long?>();
        RunningGraph run = frames.Source(20, new InvalidDataException("line 41")).Buffer(4).To(Sink.ForEach<Frame>(frame => steps.Add(frame.Step))).Run();
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => run.Completion);
        Assert.Equal("line 41", failure.Message);
        Assert.Equal(20, steps.Count);
        Assert.Equal((0, 0), (frames.Pool.RentedCount, run.DroppedCount));
    }

    [Fact]
    public async Task A_stage_that_throws_drops_its_element_and_what_lies_behind_it_and_ends_the_source()
    {
        var frames = new Frames();
        var steps = new List<long?>();
        RunningGraph run = frames.Growing(10).Buffer(4)
            .Select(frame => frame.Step == 6 ? throw new InvalidOperationException("a jump of 0.5 cell") : frame)
            .To(Sink.ForEach<Frame>(frame => steps.Add(frame.Step))).Run();
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Completion);
        Assert.Equal([0, 1, 2, 3, 4, 5], steps);
        Assert.Equal((0, frames.TakenCount - 6), (frames.Pool.RentedCount, run.DroppedCount));
    }

    [Fact]
    public void A_buffer_without_a_bound_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Source.From(Enumerable.Empty<int>().ToAsyncEnumerable()).Buffer(0));
}
