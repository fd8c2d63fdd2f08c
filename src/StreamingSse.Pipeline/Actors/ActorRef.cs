namespace StreamingSse.Pipeline.Actors;

/// <summary>Where an actor can be told something; the actor may have been restarted, or be gone.</summary>
public abstract class ActorRef
{
    private protected ActorRef(ActorSystem system, string path)
    {
        System = system;
        Path = path;
    }

    /// <summary>Place in the tree, as in "/user/runs/run-7".</summary>
    public string Path { get; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Messages that the actor's full mailbox has refused; each was a dead letter.</summary>
    public virtual long RefusedCount => 0;

    internal ActorSystem System { get; }

    /// <summary>Set when the actor is gone for good.</summary>
    internal virtual bool IsStopped => false;

    /// <summary>Sends a message and waits for nothing. The sender is the actor whose turn it is, if any.</summary>
    public void Tell(object message) => Tell(message, ActorCell.Current);

    public abstract void Tell(object message, ActorRef? sender);

    /// <summary>Hands on the message in hand: whoever gets it can answer to its first sender.</summary>
    public void Forward(object message) => Tell(message, ActorCell.Current?.Sender);

    /// <summary>Sends a message and gives the first answer; fails with a <see cref="TimeoutException"/> where none comes.</summary>
    public async Task<TReply> Ask<TReply>(object message, TimeSpan timeout, CancellationToken stop = default)
    {
        var reply = new Reply<TReply>(this);
        Tell(message, reply);
        return await reply.Within(timeout, stop);
    }

    /// <summary>Stops the actor and ends when it is gone.</summary>
    public virtual Task GracefulStop(TimeSpan timeout) => Task.CompletedTask;

    /// <summary>The same reference for messages of one family; what the actor does not take becomes a dead letter.</summary>
    public ActorRef<TMessage> As<TMessage>()
        where TMessage : notnull => new(this);

    public override string ToString() => Path;

    internal virtual void Order(SystemMessage order)
    {
        if (order is SystemMessage.Watch watch) watch.Watcher.Order(new SystemMessage.Died(this, null)); // whoever is no actor is dead
    }

    /// <summary>The sender of a question: takes one answer.</summary>
    private sealed class Reply<TReply>(ActorRef asked) : ActorRef(asked.System, "/temp/ask")
    {
        private readonly TaskCompletionSource<TReply> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Tell(object message, ActorRef? sender)
        {
            bool taken = message is TReply reply
                ? _answer.TrySetResult(reply)
                : _answer.TrySetException(new InvalidOperationException(
                    $"{asked.Path}: expected an answer of type {typeof(TReply).Name}, got {message.GetType().Name}"));
            if (!taken) System.DeadLetters.Add(message, sender, this, DeadLetterReason.Stopped);
        }

        public async Task<TReply> Within(TimeSpan timeout, CancellationToken stop)
        {
            try
            {
                return await _answer.Task.WaitAsync(timeout, System.Time, stop);
            }
            catch (TimeoutException)
            {
                // An answer that comes at the last moment wins; one that comes later is a dead letter.
                _answer.TrySetException(new TimeoutException($"{asked.Path}: expected a {typeof(TReply).Name} within {timeout}, got no answer"));
                return await _answer.Task;
            }
            catch (OperationCanceledException)
            {
                _answer.TrySetCanceled(stop);
                throw;
            }
        }
    }
}

/// <summary>An <see cref="ActorRef"/> that takes messages of one family only.</summary>
public sealed record ActorRef<TMessage>(ActorRef Untyped)
    where TMessage : notnull
{
    public string Path => Untyped.Path;

    public string Name => Untyped.Name;

    public static implicit operator ActorRef(ActorRef<TMessage> actor) => actor.Untyped;

    public void Tell(TMessage message) => Untyped.Tell(message);

    public void Tell(TMessage message, ActorRef? sender) => Untyped.Tell(message, sender);

    public void Forward(TMessage message) => Untyped.Forward(message);

    public Task<TReply> Ask<TReply>(TMessage message, TimeSpan timeout, CancellationToken stop = default) =>
        Untyped.Ask<TReply>(message, timeout, stop);

    public Task GracefulStop(TimeSpan timeout) => Untyped.GracefulStop(timeout);

    public override string ToString() => Path;
}
