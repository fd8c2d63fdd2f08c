namespace StreamingSse.Pipeline.Actors;

/// <summary>What every actor has, whatever it is told. Derive from <see cref="Actor{TMessage}"/>.</summary>
public abstract class Actor
{
    private protected Actor() =>
        Cell = ActorCell.Current ?? throw new InvalidOperationException($"{GetType().Name}: expected to be created by Spawn, got a bare new");

    internal ActorCell Cell { get; }

    /// <summary>How this actor's children are supervised. Read once per incarnation.</summary>
    protected virtual OneForOneStrategy SupervisorStrategy => OneForOneStrategy.Default;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message, and after all children and operations have ended.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the failed incarnation, before its children and operations have ended.</summary>
    /// <param name="message">What it failed at; null where that was no message.</param>
    protected virtual void PreRestart(Exception cause, object? message)
    {
        Cell.StopChildren();
        PostStop();
    }

    /// <summary>On the new incarnation, before its first message.</summary>
    protected virtual void PostRestart(Exception cause) => PreStart();

    internal abstract bool TryReceive(object message);

    internal abstract void CancelTimers();

    internal OneForOneStrategy Strategy() => SupervisorStrategy;

    internal void Begin(Exception? restartedFor)
    {
        if (restartedFor is null) PreStart();
        else PostRestart(restartedFor);
    }

    internal void Retire(Exception cause, object? message) => PreRestart(cause, message);

    internal void End() => PostStop();
}

/// <summary>Takes one message of its family at a time, never two at once, on the thread pool.</summary>
/// <remarks>Its state needs no locks. What it throws goes to its supervisor.</remarks>
public abstract class Actor<TMessage> : Actor
    where TMessage : notnull
{
    protected Actor() => Context = new ActorContext<TMessage>(Cell);

    protected ActorContext<TMessage> Context { get; }

    protected ActorRef<TMessage> Self => Context.Self;

    /// <summary>Who sent the message in hand; dead letters where nobody waits for an answer.</summary>
    protected ActorRef Sender => Context.Sender;

    protected abstract void Receive(TMessage message);

    /// <summary>Counts a message as a dead letter; a <see cref="Terminated"/> that is not handled ends this actor.</summary>
    protected void Unhandled(TMessage message)
    {
        if (message is Terminated end) throw new DeathPactException(Cell, end.Actor);
        Context.System.DeadLetters.Add(message, Cell.Sender, Cell, DeadLetterReason.Unhandled);
    }

    internal sealed override bool TryReceive(object message)
    {
        if (message is not TMessage mine) return false;
        Receive(mine);
        return true;
    }

    internal sealed override void CancelTimers() => Context.Timers.CancelAll();
}
