namespace StreamingSse.Pipeline.Actors;

/// <summary>What an actor can do with its surroundings, in its own turn only.</summary>
public sealed class ActorContext<TMessage>
    where TMessage : notnull
{
    private readonly ActorCell _cell;

    internal ActorContext(ActorCell cell)
    {
        _cell = cell;
        Self = cell.As<TMessage>();
        Timers = new Timers<TMessage>(cell);
    }

    public ActorSystem System => _cell.System;

    public ActorRef<TMessage> Self { get; }

    public ActorRef Sender => _cell.Sender ?? (ActorRef)System.DeadLetters;

    public ActorRef Parent => _cell.Parent ?? (ActorRef)System.DeadLetters;

    public IReadOnlyList<ActorRef> Children => _cell.Children();

    public Timers<TMessage> Timers { get; }

    /// <summary>Starts a child.</summary>
    /// <param name="create">Makes a new actor, also at each restart.</param>
    /// <param name="name">Unique among the children; null for a name of the system's.</param>
    /// <param name="mailboxCapacity">Messages that may wait; more are refused and counted. Null for the system's default.</param>
    public ActorRef<TChild> Spawn<TChild>(Func<Actor<TChild>> create, string? name = null, int? mailboxCapacity = null)
        where TChild : notnull
    {
        _cell.ExpectTurn();
        return _cell.Spawn(create, name, mailboxCapacity).As<TChild>();
    }

    /// <summary>Stops an actor after the message in its hands; what else waits becomes dead letters.</summary>
    public void Stop(ActorRef actor) => _cell.StopOther(actor);

    /// <summary>Asks for a <see cref="Terminated"/>; an actor that takes no such message dies with the one it watches.</summary>
    public void Watch(ActorRef actor) => _cell.WatchWith(actor, null);

    /// <summary>Asks for a message of one's own when an actor is gone.</summary>
    public void WatchWith(ActorRef actor, Func<Terminated, TMessage> whenGone) => _cell.WatchWith(actor, gone => whenGone(gone));

    public void Unwatch(ActorRef actor) => _cell.Unwatch(actor);

    /// <summary>Starts an operation whose end is told to this actor. The actor's stop or restart cancels the operation and waits for its end.</summary>
    /// <param name="operation">Begins in the actor's turn and must honour its token.</param>
    /// <param name="success">Makes the message of the result, in the actor's turn.</param>
    /// <param name="failure">Makes the message of a failure, in the actor's turn; null where the failure is the actor's own.</param>
    public void PipeToSelf<T>(Func<CancellationToken, Task<T>> operation, Func<T, TMessage> success, Func<Exception, TMessage>? failure = null) =>
        _cell.Pipe(operation, result => success(result), failure is null ? null : cause => failure(cause));

    /// <inheritdoc cref="PipeToSelf{T}"/>
    public void PipeToSelf(Func<CancellationToken, Task> operation, Func<TMessage> success, Func<Exception, TMessage>? failure = null) =>
        PipeToSelf(
            async stop =>
            {
                await operation(stop);
                return true;
            },
            _ => success(),
            failure);

    /// <summary>The same for long arithmetic, which runs beside the actor on the thread pool and must not touch its state.</summary>
    public void ComputeToSelf<T>(Func<CancellationToken, T> work, Func<T, TMessage> success, Func<Exception, TMessage>? failure = null) =>
        PipeToSelf(stop => Task.Run(() => work(stop), stop), success, failure);
}
