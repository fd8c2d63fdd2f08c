using System.Collections.Concurrent;
using System.Diagnostics;
using StreamingSse.Pipeline.Actors;

namespace StreamingSse.TestKit;

/// <summary>An actor system that runs only while its test waits, on the test's own thread, with a clock of its own.</summary>
/// <remarks>
/// Actors take their turns inside <see cref="Settle"/>, <see cref="Advance"/>, <see cref="Await"/> and the probes' expectations, one turn
/// after the other in the order of their waking: the same test does the same at each run. Only operations that actors begin
/// (streams, files) run beside it; the real patience of 10 s is for them and ends a test that would hang.
/// </remarks>
public sealed class ActorTestKit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<IThreadPoolWorkItem> _turns = [];

    public ActorTestKit(int mailboxCapacity = 1024, int throughput = 64, OneForOneStrategy? strategy = null) =>
        System = new ActorSystem("test", Time, mailboxCapacity, throughput, strategy, _turns.Add);

    public TestScheduler Time { get; } = new();

    public ActorSystem System { get; }

    /// <summary>A probe, which is an actor that only listens.</summary>
    public TestProbe CreateProbe(string? name = null) => new(this, name);

    /// <summary>Runs turns until no actor has anything left to do.</summary>
    public void Settle()
    {
        while (_turns.TryTake(out IThreadPoolWorkItem? turn)) turn.Execute();
    }

    /// <summary>Moves the clock on; every timer that comes due fires at its own time, and the actors settle after each.</summary>
    public void Advance(TimeSpan by) => Time.Advance(by, Settle);

    /// <summary>Runs turns until the task has ended.</summary>
    public T Await<T>(Task<T> task)
    {
        Until(() => task.IsCompleted, () => "expected a task to end");
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}"/>
    public void Await(Task task)
    {
        Until(() => task.IsCompleted, () => "expected a task to end");
        task.GetAwaiter().GetResult();
    }

    /// <summary>Stops all actors; fails where one cannot be stopped.</summary>
    public void Dispose()
    {
        Task end = System.Terminate();
        Until(() => end.IsCompleted, () => "expected all actors to stop");
        _turns.Dispose();
    }

    /// <summary>Runs turns until a condition holds.</summary>
    public void Until(Func<bool> condition, Func<string> expected)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            // Turns come from other threads only while an operation is under way, so this short wait is no sleep: it is cut off by the first.
            if (_turns.TryTake(out IThreadPoolWorkItem? turn, millisecondsTimeout: 5)) turn.Execute();
            else if (clock.Elapsed > Patience) throw new ExpectationFailedException($"{expected()}, got nothing within {Patience.TotalSeconds} s");
        }
    }
}
