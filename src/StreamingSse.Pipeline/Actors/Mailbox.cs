namespace StreamingSse.Pipeline.Actors;

internal readonly record struct Envelope(object Message, ActorRef? Sender);

internal enum Offered
{
    Queued,

    /// <summary>Queued, and the actor has to be given a turn.</summary>
    Awoken,
    Refused,
    Closed,
}

/// <summary>What an actor was told and has not yet taken: orders of the system first, then messages in order, these with a bound.</summary>
internal sealed class Mailbox(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<SystemMessage> _orders = new();
    private readonly Queue<Envelope> _letters = new();
    private bool _suspended = true;
    private bool _awake;
    private bool _closed;

    /// <param name="always">For what the actor itself asked for (timers, results, ends it watches): bounded by the asking.</param>
    public Offered Offer(in Envelope letter, bool always)
    {
        lock (_gate)
        {
            if (_closed) return Offered.Closed;
            if (!always && _letters.Count >= capacity) return Offered.Refused;
            _letters.Enqueue(letter);
            return _suspended ? Offered.Queued : Wake();
        }
    }

    public Offered Offer(SystemMessage order)
    {
        lock (_gate)
        {
            if (_closed) return Offered.Closed;
            _orders.Enqueue(order);
            return Wake();
        }
    }

    /// <summary>Takes the next order, or if there is none the next letter.</summary>
    public bool TryTake(out SystemMessage? order, out Envelope letter)
    {
        letter = default;
        lock (_gate)
        {
            if (_orders.TryDequeue(out order)) return true;
            return !_suspended && _letters.TryDequeue(out letter);
        }
    }

    /// <summary>Ends a turn. True where another one is needed.</summary>
    public bool StaysAwake()
    {
        lock (_gate)
        {
            _awake = _orders.Count > 0 || (!_suspended && _letters.Count > 0);
            return _awake;
        }
    }

    /// <summary>Holds the letters back or lets them go; only in the actor's own turn.</summary>
    public void Suspend(bool suspended)
    {
        lock (_gate) _suspended = suspended;
    }

    /// <summary>Takes nothing more, and gives out what was never read.</summary>
    public void Close(out SystemMessage[] orders, out Envelope[] letters)
    {
        lock (_gate)
        {
            _closed = true;
            orders = [.. _orders];
            letters = [.. _letters];
            _orders.Clear();
            _letters.Clear();
        }
    }

    private Offered Wake()
    {
        if (_awake) return Offered.Queued;
        _awake = true;
        return Offered.Awoken;
    }
}
