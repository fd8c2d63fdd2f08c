namespace StreamingSse.TestKit;

/// <summary>A clock that moves only when told to, and then fires the timers that are due, in order of time and then of their start.</summary>
public sealed class TestScheduler : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _startedCount;

    /// <summary>Timers that wait for their time.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and fires what comes due on the way, each at its own time.</summary>
    public void Advance(TimeSpan by) => Advance(by, static () => { });

    /// <param name="settle">Called after each timer, so that what it causes happens at its time.</param>
    public void Advance(TimeSpan by, Action settle)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset until = GetUtcNow() + by;
        settle();
        while (TakeDue(until) is { } due)
        {
            due.Fire();
            settle();
        }
        lock (_gate) _now = until;
    }

    private Timer? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            Timer? first = _timers.Where(timer => timer.Due <= until).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (first is null) return null;
            _now = first.Due > _now ? first.Due : _now;
            if (first.Period > TimeSpan.Zero) first.Due += first.Period;
            else _timers.Remove(first);
            return first;
        }
    }

    private sealed class Timer(TestScheduler scheduler, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (scheduler._gate)
            {
                scheduler._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                (Due, Period, Order) = (scheduler._now + dueTime, period, scheduler._startedCount++);
                scheduler._timers.Add(this);
                return true;
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
