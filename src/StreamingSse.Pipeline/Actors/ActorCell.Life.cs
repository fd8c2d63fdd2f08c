namespace StreamingSse.Pipeline.Actors;

/// <summary>Start, failure, restart and stop of an actor, and its verdict on children that failed.</summary>
internal sealed partial class ActorCell
{
    private readonly Lock _family = new(); // children are spawned from outside too, below /user
    private readonly Dictionary<string, ActorCell> _children = [];
    private readonly HashSet<ActorCell> _dying = [];
    private readonly HashSet<ActorCell> _escalated = [];
    private readonly Queue<DateTimeOffset> _restarts = new(); // the parent's notes
    private CancellationTokenSource _ending = new();
    private Phase _phase = Phase.Starting;
    private Actor? _actor;
    private OneForOneStrategy _strategy = OneForOneStrategy.Default;
    private object? _failedAt;
    private SystemMessage.Restart? _restart;
    private Exception? _stopCause;
    private ITimer? _backoff;
    private int _namedCount;

    private enum Phase
    {
        Starting,
        Running,

        /// <summary>Waits for its supervisor's verdict.</summary>
        Failed,

        /// <summary>Waits for children and operations of the old incarnation.</summary>
        Restarting,
        BackingOff,

        /// <summary>Waits for children and operations, for good.</summary>
        Stopping,
        Stopped,
    }

    public ActorRef[] Children()
    {
        lock (_family) return [.. _children.Values];
    }

    public ActorCell Spawn(Func<Actor> create, string? name, int? mailboxCapacity)
    {
        int capacity = mailboxCapacity ?? System.MailboxCapacity;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1, nameof(mailboxCapacity));
        if (name is not null && (name.Length == 0 || name[0] == '$' || name.Contains('/')))
            throw new ArgumentException($"{Path}: expected a child's name without '/' that does not begin with '$', got '{name}'", nameof(name));

        ActorCell child;
        lock (_family)
        {
            if (_phase >= Phase.Stopping) throw new InvalidOperationException($"{Path}: expected to spawn '{name}' while it lives, got a stop before");
            name ??= $"${++_namedCount}";
            if (_children.ContainsKey(name)) throw new InvalidOperationException($"{Path}: expected a new name for a child, got '{name}' again");
            child = new ActorCell(System, this, $"{Path}/{name}", create, capacity);
            _children.Add(name, child);
        }
        child.Order(new SystemMessage.Start());
        return child;
    }

    public void StopOther(ActorRef actor)
    {
        ExpectTurn();
        if (actor is ActorCell child && child.Parent == this) StopChild(child, null);
        else actor.Order(new SystemMessage.Stop(null));
    }

    public void StopChildren()
    {
        foreach (ActorCell child in Children().Cast<ActorCell>())
        {
            Unwatch(child);
            StopChild(child, null);
        }
    }

    private void StopChild(ActorCell child, Exception? cause)
    {
        if (!child.IsStopped) _dying.Add(child);
        child.Order(new SystemMessage.Stop(cause));
    }

    private void Obey(SystemMessage order)
    {
        switch (order)
        {
            case SystemMessage.Start: Create(null); break;
            case SystemMessage.Stop stop: BeginStop(stop.Cause); break;
            case SystemMessage.Resume: Resume(); break;
            case SystemMessage.Restart restart: BeginRestart(restart); break;
            case SystemMessage.BackoffEnded ended: if (_phase == Phase.BackingOff) Create(ended.Cause); break;
            case SystemMessage.Failed failed: Judge(failed.Child, failed.Cause); break;
            case SystemMessage.Watch watch: _watchers.Add(watch.Watcher); break;
            case SystemMessage.Unwatch unwatch: _watchers.Remove(unwatch.Watcher); break;
            case SystemMessage.Died died: Bury(died); break;
            case SystemMessage.OperationEnded ended: _operations.Remove(ended.Operation); GoOn(); break;
        }
    }

    private void Create(Exception? restartedFor)
    {
        Incarnation++;
        try
        {
            _actor = _create();
            if (_actor.Cell != this) throw new InvalidOperationException($"{Path}: expected a new actor, got one that lives at {_actor.Cell.Path}");
            _strategy = _actor.Strategy();
            _actor.Begin(restartedFor);
        }
        catch (Exception failure)
        {
            _actor?.CancelTimers();
            _actor = null;
            Fail(new ActorInitializationException(this, failure), null);
            return;
        }
        _phase = Phase.Running;
        _mailbox.Suspend(false);
    }

    private void Fail(Exception cause, object? message)
    {
        _phase = Phase.Failed;
        _failedAt = message;
        _mailbox.Suspend(true);
        if (Parent is not null) Parent.Order(new SystemMessage.Failed(this, cause));
        else BeginStop(cause); // what escalates from the top ends the system
    }

    private void Judge(ActorCell child, Exception cause)
    {
        if (_phase >= Phase.Stopping || _dying.Contains(child)) return; // its stop is under way
        Directive decision;
        try
        {
            decision = _strategy.Decide(cause);
        }
        catch (Exception failure)
        {
            cause = new AggregateException($"{Path}: expected a decision on a failed child, got another failure", cause, failure);
            decision = Directive.Escalate;
        }
        TimeSpan backoff = TimeSpan.Zero;
        if (decision == Directive.Restart && !_strategy.MayRestart(child._restarts, System.Time.GetUtcNow(), out backoff)) decision = Directive.Stop;
        if (decision == Directive.Escalate && _phase is not (Phase.Running or Phase.Failed)) decision = Directive.Stop; // between two incarnations
        System.EventStream.Publish(new ActorFailed(child, cause, decision, backoff));
        switch (decision)
        {
            case Directive.Resume: child.Order(new SystemMessage.Resume()); break;
            case Directive.Restart: child.Order(new SystemMessage.Restart(cause, backoff)); break;
            case Directive.Stop: StopChild(child, cause); break;
            case Directive.Escalate:
                _escalated.Add(child);
                if (_phase == Phase.Running) Fail(cause, null);
                break;
        }
    }

    private void Resume()
    {
        if (_phase != Phase.Failed) return;
        if (_actor is null) // it never started, so there is no state to keep
        {
            BeginRestart(new SystemMessage.Restart(new InvalidOperationException($"{Path}: expected an actor to resume, got none"), TimeSpan.Zero));
            return;
        }
        foreach (ActorCell child in _escalated) child.Order(new SystemMessage.Resume());
        _escalated.Clear();
        _phase = Phase.Running;
        _mailbox.Suspend(false);
    }

    private void BeginRestart(SystemMessage.Restart restart)
    {
        if (_phase != Phase.Failed) return;
        _phase = Phase.Restarting;
        _restart = restart;
        if (_actor is null) StopChildren();
        else Retire(actor => actor.Retire(restart.Cause, _failedAt));
        foreach (ActorCell child in _escalated) StopChild(child, restart.Cause);
        _escalated.Clear();
        CancelOperations();
        GoOn();
    }

    private void BeginStop(Exception? cause)
    {
        if (_phase >= Phase.Stopping) return;
        lock (_family) _phase = Phase.Stopping;
        _stopCause = cause;
        _mailbox.Suspend(true);
        _backoff?.Dispose();
        _actor?.CancelTimers();
        foreach (ActorCell child in Children().Cast<ActorCell>()) StopChild(child, null);
        CancelOperations();
        GoOn();
    }

    /// <summary>Takes the next step of a restart or a stop, once nothing of the old incarnation is alive.</summary>
    private void GoOn()
    {
        if (_operations.Count > 0 || _dying.Count > 0) return;
        if (_phase == Phase.Stopping)
        {
            FinishStop();
        }
        else if (_phase == Phase.Restarting)
        {
            _phase = Phase.BackingOff;
            _ending.Dispose();
            _ending = new CancellationTokenSource();
            var next = new SystemMessage.BackoffEnded(_restart!.Cause);
            if (_restart.Backoff == TimeSpan.Zero) Order(next);
            else _backoff = System.Time.CreateTimer(_ => Order(next), null, _restart.Backoff, Timeout.InfiniteTimeSpan);
        }
    }

    private void FinishStop()
    {
        if (_actor is not null) Retire(static actor => actor.End());
        _phase = Phase.Stopped;
        _ending.Dispose();
        _mailbox.Close(out SystemMessage[] orders, out Envelope[] letters);
        foreach (Envelope letter in letters) System.DeadLetters.Add(letter.Message, letter.Sender, this, DeadLetterReason.Stopped);
        _gone.SetResult(_stopCause);
        foreach (SystemMessage.Watch late in orders.OfType<SystemMessage.Watch>()) _watchers.Add(late.Watcher);
        if (Parent is not null) _watchers.Add(Parent);
        foreach (ActorRef watcher in _watchers) watcher.Order(new SystemMessage.Died(this, _stopCause));
    }

    private void Bury(SystemMessage.Died died)
    {
        if (died.Actor is ActorCell child && child.Parent == this)
        {
            lock (_family) _children.Remove(child.Name);
            _dying.Remove(child);
            _escalated.Remove(child);
        }
        if (_watching.ContainsKey(died.Actor)) Post(new EndNotice(new Terminated(died.Actor, died.Cause)));
        GoOn();
    }

    /// <summary>Ends an incarnation. What it throws on its way out is told, and changes nothing.</summary>
    private void Retire(Action<Actor> farewell)
    {
        try
        {
            farewell(_actor!);
        }
        catch (Exception failure)
        {
            System.EventStream.Publish(new ActorFailed(this, failure, Directive.Stop, TimeSpan.Zero));
        }
        _actor!.CancelTimers();
        _actor = null;
    }

    private void CancelOperations()
    {
        try
        {
            _ending.Cancel();
        }
        catch (AggregateException failure) // from what operations have hung on their token
        {
            System.EventStream.Publish(new ActorFailed(this, failure, Directive.Stop, TimeSpan.Zero));
        }
    }
}
