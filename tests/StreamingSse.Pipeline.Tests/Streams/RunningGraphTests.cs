using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class RunningGraphTests
{
    public enum End { Completion, SourceFailure, StageFailure, SinkFailure, Cancellation, Shutdown, Abort }

    /// <summary>A graph of some shape that ends in some way after some element.</summary>
    public sealed record Case(End End, int FrameCount, int At, int BranchCount, int BufferBefore, int BufferSize, int Slowness);

    private static readonly Gen<Case> Cases =
        from end in Gen.Elements(Enum.GetValues<End>())
        from frameCount in Gen.Choose(1, 60)
        from at in Gen.Choose(0, frameCount - 1)
        from branchCount in Gen.Choose(1, 4)
        from bufferBefore in Gen.Choose(0, 3)
        from bufferSize in Gen.Choose(1, 4)
        from slowness in Gen.Choose(0, 3)
        select new Case(end, frameCount, at, branchCount, bufferBefore, bufferSize, slowness);

    [Fact]
    public void However_and_whenever_a_graph_ends_every_frame_is_back_in_the_pool_and_handled_or_counted() =>
        Prop.ForAll(Cases.ToArbitrary(), (Action<Case>)(c => Obeys(c).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(800).WithQuietOnSuccess(true));

    private static async Task Obeys(Case c)
    {
        var frames = new Frames();
        var kill = new KillSwitch();
        using var stop = new CancellationTokenSource();
        long passedOn = 0;
        List<long>[] seen = [.. Enumerable.Range(0, c.BranchCount).Select(_ => new List<long>())];

        // Stages before the broadcast stand in the feeding loop: one element in their hands counts once, not once per branch.
        Source<Frame> source = c.End is End.Completion or End.SourceFailure
            ? frames.Source(c.FrameCount, c.End == End.SourceFailure ? new InvalidDataException() : null)
            : frames.Growing(c.FrameCount);
        source = source.Via(kill.Flow<Frame>());
        if (c.BufferBefore > 0) source = source.Buffer(c.BufferBefore);
        source = source.Select(frame => c.End == End.StageFailure && frame.Step == c.At ? throw new InvalidDataException() : frame);
        source = source.Select(frame =>
        {
            Interlocked.Increment(ref passedOn);
            return frame;
        });

        Sink<Frame> Branch(int b) => Sink.ForEachAsync<Frame>(async (frame, _) =>
        {
            for (int i = 0; i < c.Slowness * b; i++) await Task.Yield();
            if (b == c.BranchCount - 1 && frame.Step == c.At)
            {
                if (c.End == End.SinkFailure) throw new InvalidDataException();
                if (c.End == End.Cancellation) stop.Cancel();
                if (c.End == End.Shutdown) kill.Shutdown();
                if (c.End == End.Abort) kill.Abort(new InvalidDataException());
            }
            seen[b].Add(frame.Step!.Value);
        });

        RunningGraph run = source.Broadcast(c.BufferSize, [.. Enumerable.Range(0, c.BranchCount).Select(Branch)]).Run(stop.Token);
        await run.Completion.ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(0, frames.Pool.RentedCount);
        Assert.All(seen, list => Assert.Equal(Enumerable.Range(0, list.Count).Select(i => (long)i), list)); // in order, each once, no gap
        long droppedBefore = frames.TakenCount - passedOn;
        Assert.Equal(c.BranchCount * passedOn + droppedBefore, seen.Sum(list => (long)list.Count) + run.DroppedCount);
        Assert.Equal(Expected(c.End), run.Completion.Status);
        if (c.End is End.Completion or End.SourceFailure) Assert.All(seen, list => Assert.Equal(c.FrameCount, list.Count));
        if (c.End is End.Shutdown) Assert.All(seen, list => Assert.True(list.Count > c.At));
    }

    private static TaskStatus Expected(End end) => end switch
    {
        End.Completion or End.Shutdown => TaskStatus.RanToCompletion,
        End.Cancellation => TaskStatus.Canceled,
        _ => TaskStatus.Faulted,
    };

    [Fact]
    public async Task A_stopped_graph_ends_though_its_file_never_grows()
    {
        var frames = new Frames();
        using var stop = new CancellationTokenSource();
        RunningGraph run = frames.Growing(0).Buffer(2).Broadcast(2, Sink.Ignore<Frame>(), Sink.Ignore<Frame>()).Run(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion);
        Assert.True(run.Completion.IsCanceled);
    }

    [Fact]
    public async Task A_run_does_not_hold_its_caller()
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        RunningGraph run = Source.From(Enumerable.Range(0, 1).ToAsyncEnumerable()).To(Sink.ForEach<int>(_ =>
        {
            started.Set();
            release.Wait(TimeSpan.FromSeconds(10));
        })).Run();
        started.Wait(TimeSpan.FromSeconds(10)); // would never return if the sink ran on this thread
        release.Set();
        await run.Completion;
    }
}
