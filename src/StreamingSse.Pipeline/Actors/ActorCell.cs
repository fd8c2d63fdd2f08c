namespace StreamingSse.Pipeline.Actors;

// _ending is disposed with the actor, at the end of its stop.
#pragma warning disable CA1001
/// <summary>The place of an actor in the system: its mailbox, its turns, its children. It outlives the actor's incarnations.</summary>
internal sealed partial class ActorCell : ActorRef, IThreadPoolWorkItem
#pragma warning restore CA1001
{
    [ThreadStatic]
    private static ActorCell? s_current;

    private readonly Func<Actor> _create;
    private readonly Mailbox _mailbox;
    private readonly TaskCompletionSource<Exception?> _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<ActorRef, Func<Terminated, object>?> _watching = [];
    private readonly HashSet<ActorRef> _watchers = [];
    private readonly HashSet<Task> _operations = [];
    private long _refusedCount;

    public ActorCell(ActorSystem system, ActorCell? parent, string path, Func<Actor> create, int mailboxCapacity)
        : base(system, path)
    {
        Parent = parent;
        _create = create;
        _mailbox = new Mailbox(mailboxCapacity);
    }

    /// <summary>The actor whose turn it is on this thread.</summary>
    public static ActorCell? Current => s_current;

    public ActorCell? Parent { get; }

    public ActorRef? Sender { get; private set; }

    /// <summary>Counts the actors that have lived here.</summary>
    public long Incarnation { get; private set; }

    /// <summary>Ends when the actor is gone, with the failure for which it was stopped.</summary>
    public Task<Exception?> Gone => _gone.Task;

    public override long RefusedCount => Interlocked.Read(ref _refusedCount);

    internal override bool IsStopped => _gone.Task.IsCompleted;

    public override void Tell(object message, ActorRef? sender)
    {
        switch (_mailbox.Offer(new Envelope(message, sender), always: false))
        {
            case Offered.Awoken:
                System.Dispatch(this);
                break;
            case Offered.Refused:
                Interlocked.Increment(ref _refusedCount);
                System.DeadLetters.Add(message, sender, this, DeadLetterReason.MailboxFull);
                break;
            case Offered.Closed:
                System.DeadLetters.Add(message, sender, this, DeadLetterReason.Stopped);
                break;
        }
    }

    /// <summary>Queues what the actor asked for itself; never refused.</summary>
    public void Post(Notice notice)
    {
        if (_mailbox.Offer(new Envelope(notice, null), always: true) == Offered.Awoken) System.Dispatch(this);
    }

    internal override void Order(SystemMessage order)
    {
        Offered offered = _mailbox.Offer(order);
        if (offered == Offered.Awoken) System.Dispatch(this);
        else if (offered == Offered.Closed) base.Order(order);
    }

    public override async Task GracefulStop(TimeSpan timeout)
    {
        Order(new SystemMessage.Stop(null));
        try
        {
            await Gone.WaitAsync(timeout, System.Time);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Path}: expected to stop within {timeout}, got no end");
        }
    }

    /// <summary>One turn: some messages, one after the other. The mailbox wakes an actor only when it has no turn.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        s_current = this;
        for (int taken = 0; taken < System.Throughput && _mailbox.TryTake(out SystemMessage? order, out Envelope letter); taken++)
        {
            if (order is not null) Obey(order);
            else Deliver(letter);
        }
        s_current = null;
        if (_mailbox.StaysAwake()) System.Dispatch(this);
    }

    public void ExpectTurn()
    {
        if (s_current != this)
            throw new InvalidOperationException($"{Path}: expected its context to be used in its own turn, got a call from {s_current?.Path ?? "outside"}");
    }

    public void WatchWith(ActorRef actor, Func<Terminated, object>? whenGone)
    {
        ExpectTurn();
        _watching[actor] = whenGone;
        actor.Order(new SystemMessage.Watch(this));
    }

    public void Unwatch(ActorRef actor)
    {
        ExpectTurn();
        if (_watching.Remove(actor)) actor.Order(new SystemMessage.Unwatch(this));
    }

    /// <summary>What the actor wants to be told of an end, or null where it watches no more.</summary>
    public object? TakeWatch(Terminated end)
    {
        if (!_watching.Remove(end.Actor, out Func<Terminated, object>? whenGone)) return null;
        return whenGone is null ? end : whenGone(end);
    }

    public void Pipe<T>(Func<CancellationToken, Task<T>> operation, Func<T, object> success, Func<Exception, object>? failure)
    {
        ExpectTurn();
        if (_phase >= Phase.Stopping) throw new InvalidOperationException($"{Path}: expected to begin an operation while it lives, got a stop before");
        Task<T> begun = Begin(operation, _ending.Token);
        _operations.Add(begun);
        long incarnation = Incarnation;
        begun.ContinueWith(
            ended =>
            {
                // First its end, then what came of it: a restart for its failure need not wait for it any more.
                Order(new SystemMessage.OperationEnded(ended));
                Post(new ResultNotice<T>(ended, incarnation, success, failure));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static async Task<T> Begin<T>(Func<CancellationToken, Task<T>> operation, CancellationToken stop) => await operation(stop);

    private void Deliver(in Envelope letter)
    {
        Sender = letter.Sender;
        object? message = letter.Message;
        try
        {
            if (message is Notice notice) message = notice.Open(this);
            if (message is not null && !_actor!.TryReceive(message)) Refuse(message, letter.Sender);
        }
        catch (Exception failure)
        {
            Fail(failure, message is Notice ? null : message);
        }
        finally
        {
            Sender = null;
        }
    }

    private void Refuse(object message, ActorRef? sender)
    {
        if (message is Terminated end) throw new DeathPactException(this, end.Actor);
        System.DeadLetters.Add(message, sender, this, DeadLetterReason.WrongType);
    }
}
