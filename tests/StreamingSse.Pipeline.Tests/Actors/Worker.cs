using StreamingSse.Pipeline.Actors;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>What the worker of these tests is told.</summary>
public abstract record WorkerMessage
{
    public sealed record Add(int Number) : WorkerMessage;

    public sealed record GetSum : WorkerMessage;

    public sealed record Throw(Exception Cause) : WorkerMessage;

    /// <summary>Runs something in the worker's turn.</summary>
    public sealed record Do(Action<Worker> Act) : WorkerMessage;

    public sealed record NeverHandled : WorkerMessage;
}

/// <summary>Sums numbers, does what a test asks, and writes down its life.</summary>
public sealed class Worker : Actor<WorkerMessage>
{
    private readonly List<string> _diary;
    private readonly OneForOneStrategy? _strategy;
    private int _sum;

    public Worker(List<string> diary, OneForOneStrategy? strategy = null)
    {
        (_diary, _strategy) = (diary, strategy);
        Write("new");
    }

    public ActorContext<WorkerMessage> InContext => Context;

    protected override OneForOneStrategy SupervisorStrategy => _strategy ?? base.SupervisorStrategy;

    public ActorRef<WorkerMessage> SpawnChild(string name) => Context.Spawn(() => new Worker(_diary), name);

    public void Write(string what) => _diary.Add($"{Self.Name}: {what}");

    protected override void PreStart() => Write("PreStart");

    protected override void PostStop() => Write("PostStop");

    protected override void PreRestart(Exception cause, object? message)
    {
        Write($"PreRestart {cause.Message} at {message?.GetType().Name}");
        base.PreRestart(cause, message);
    }

    protected override void PostRestart(Exception cause)
    {
        Write($"PostRestart {cause.Message}");
        base.PostRestart(cause);
    }

    protected override void Receive(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerMessage.Add add: _sum += add.Number; break;
            case WorkerMessage.GetSum: Sender.Tell(_sum); break;
            case WorkerMessage.Throw failing: throw failing.Cause;
            case WorkerMessage.Do what: what.Act(this); break;
            default: Unhandled(message); break;
        }
    }
}
