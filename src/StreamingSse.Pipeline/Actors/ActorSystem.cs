using System.Runtime.ExceptionServices;

namespace StreamingSse.Pipeline.Actors;

/// <summary>A tree of actors below "/user", with one clock, one event stream and one place for dead letters.</summary>
public sealed class ActorSystem : IAsyncDisposable
{
    private readonly ActorCell _guardian;
    private readonly Action<IThreadPoolWorkItem> _dispatcher;

    /// <param name="time">The clock of all timers and time-outs.</param>
    /// <param name="mailboxCapacity">Messages that may wait for one actor, where its spawner says nothing else.</param>
    /// <param name="throughput">Messages an actor takes in one turn before others have theirs.</param>
    /// <param name="strategy">How actors directly below "/user" are supervised; what it escalates ends the system.</param>
    /// <param name="dispatcher">Runs turns; null for the thread pool.</param>
    public ActorSystem(
        string name, TimeProvider? time = null, int mailboxCapacity = 1024, int throughput = 64,
        OneForOneStrategy? strategy = null, Action<IThreadPoolWorkItem>? dispatcher = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mailboxCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(throughput, 1);
        (Name, Time, MailboxCapacity, Throughput) = (name, time ?? TimeProvider.System, mailboxCapacity, throughput);
        _dispatcher = dispatcher ?? (static turn => ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal: false));
        DeadLetters = new DeadLetters(this);
        _guardian = new ActorCell(this, null, "/user", () => new Guardian(strategy ?? OneForOneStrategy.Default), mailboxCapacity);
        _guardian.Order(new SystemMessage.Start());
        WhenTerminated = End();
    }

    public string Name { get; }

    public TimeProvider Time { get; }

    public EventBus EventStream { get; } = new();

    public DeadLetters DeadLetters { get; }

    /// <summary>Ends when every actor is gone; fails with what escalated to the top.</summary>
    public Task WhenTerminated { get; }

    internal int MailboxCapacity { get; }

    internal int Throughput { get; }

    /// <inheritdoc cref="ActorContext{TMessage}.Spawn"/>
    public ActorRef<TMessage> Spawn<TMessage>(Func<Actor<TMessage>> create, string? name = null, int? mailboxCapacity = null)
        where TMessage : notnull => _guardian.Spawn(create, name, mailboxCapacity).As<TMessage>();

    public void Stop(ActorRef actor)
    {
        if (actor.System != this) throw new ArgumentException($"{actor.Path}: expected an actor of system {Name}, got one of {actor.System.Name}", nameof(actor));
        actor.Order(new SystemMessage.Stop(null));
    }

    /// <summary>Stops every actor, children before parents.</summary>
    public Task Terminate()
    {
        Stop(_guardian);
        return WhenTerminated;
    }

    public async ValueTask DisposeAsync() => await Terminate();

    internal void Dispatch(ActorCell cell) => _dispatcher(cell);

    private async Task End()
    {
        if (await _guardian.Gone is { } cause) ExceptionDispatchInfo.Throw(cause);
    }

    /// <summary>The parent of all actors that are spawned from outside.</summary>
    private sealed class Guardian(OneForOneStrategy strategy) : Actor<object>
    {
        protected override OneForOneStrategy SupervisorStrategy => strategy;

        protected override void Receive(object message) => Unhandled(message);
    }
}
