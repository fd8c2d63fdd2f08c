namespace StreamingSse.Pipeline.Actors;

/// <summary>Messages that an actor sends itself later. They end with its incarnation, and a cancelled one is never received.</summary>
public sealed class Timers<TMessage>
    where TMessage : notnull
{
    private readonly ActorCell _cell;
    private readonly Dictionary<object, Entry> _entries = [];

    internal Timers(ActorCell cell) => _cell = cell;

    /// <summary>One message after a delay. A timer of the same key is replaced.</summary>
    public void StartSingleTimer(object key, TMessage message, TimeSpan delay) => Start(key, message, delay, Timeout.InfiniteTimeSpan);

    /// <summary>A message every <paramref name="interval"/>. A tick is left out where the one before it was not yet taken.</summary>
    public void StartPeriodicTimer(object key, TMessage message, TimeSpan interval) => Start(key, message, interval, interval);

    public bool IsTimerActive(object key) => _entries.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_entries.Remove(key, out Entry? entry)) entry.Cancel();
    }

    public void CancelAll()
    {
        foreach (Entry entry in _entries.Values) entry.Cancel();
        _entries.Clear();
    }

    private void Start(object key, TMessage message, TimeSpan delay, TimeSpan interval)
    {
        _cell.ExpectTurn();
        Cancel(key);
        _entries[key] = new Entry(this, key, message, delay, interval);
    }

    /// <summary>A timer; it is its own letter, so that a tick allocates nothing.</summary>
    private sealed class Entry : Notice
    {
        private readonly Timers<TMessage> _owner;
        private readonly object _key;
        private readonly TMessage _message;
        private readonly bool _once;
        private readonly ITimer _timer;
        private int _waiting;
        private bool _cancelled;

        public Entry(Timers<TMessage> owner, object key, TMessage message, TimeSpan delay, TimeSpan interval)
        {
            (_owner, _key, _message, _once) = (owner, key, message, interval == Timeout.InfiniteTimeSpan);
            _timer = owner._cell.System.Time.CreateTimer(static entry => ((Entry)entry!).Tick(), this, delay, interval);
        }

        public void Cancel()
        {
            _cancelled = true;
            _timer.Dispose();
        }

        public override object? Open(ActorCell cell)
        {
            Volatile.Write(ref _waiting, 0);
            if (_cancelled) return null;
            if (_once) _owner.Cancel(_key);
            return _message;
        }

        private void Tick()
        {
            if (Interlocked.Exchange(ref _waiting, 1) == 0) _owner._cell.Post(this);
        }
    }
}
