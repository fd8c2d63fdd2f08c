using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class CoordinatedShutdownTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ActorTestKit _kit = new();
    private readonly CoordinatedShutdown _shutdown;
    private readonly List<string> _diary = [];

    public CoordinatedShutdownTests() => _shutdown = new CoordinatedShutdown(
        _kit.System, ("stop-sources", 5 * Second), ("flush", 5 * Second), ("terminate", 5 * Second));

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void Phases_run_in_order_and_the_tasks_of_one_side_by_side()
    {
        var first = new TaskCompletionSource();
        _shutdown.AddTask("flush", "table", Note("table"));
        _shutdown.AddTask("stop-sources", "a", async stop =>
        {
            await first.Task;
            await Note("a")(stop);
        });
        _shutdown.AddTask("stop-sources", "b", stop =>
        {
            first.SetResult(); // a waits for b, so they have to run at once
            return Note("b")(stop);
        });
        Assert.Empty(_kit.Await(_shutdown.Run()));
        Assert.Equal(["a", "b"], _diary[..2].Order());
        Assert.Equal("table", _diary[2]);
        Assert.True(_kit.System.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_second_run_is_the_first_one() => Assert.Same(_shutdown.Run(), _shutdown.Run());

    [Fact]
    public void A_late_or_failed_task_is_told_and_holds_up_nothing()
    {
        var begun = new TaskCompletionSource();
        CancellationToken late = default;
        _shutdown.AddTask("stop-sources", "hangs", stop =>
        {
            late = stop;
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        _shutdown.AddTask("flush", "fails", _ => throw new IOException("disk full"));
        _shutdown.AddTask("flush", "table", Note("table"));
        Task<IReadOnlyList<string>> run = _shutdown.Run();
        _kit.Await(begun.Task);
        _kit.Until(() => _kit.Time.WaitingCount > 0, () => "expected the time-out of the first phase");
        _kit.Advance(5 * Second); // and no further: the next phase has a time-out of its own
        Assert.Equal(
            ["stop-sources/hangs: expected to end within 00:00:05, got no end", "flush/fails: expected to end well, got IOException: disk full"],
            _kit.Await(run));
        Assert.True(late.IsCancellationRequested);
        Assert.Equal(["table"], _diary);
    }

    [Fact]
    public void An_unknown_phase_and_a_task_that_comes_too_late_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _shutdown.AddTask("flsh", "table", Note("table")));
        _kit.Await(_shutdown.Run());
        Assert.Throws<InvalidOperationException>(() => _shutdown.AddTask("flush", "table", Note("table")));
    }

    private Func<CancellationToken, Task> Note(string what) => _ =>
    {
        lock (_diary) _diary.Add(what);
        return Task.CompletedTask;
    };
}
