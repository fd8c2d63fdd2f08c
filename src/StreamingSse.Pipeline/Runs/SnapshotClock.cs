namespace StreamingSse.Pipeline.Runs;

/// <summary>Says at which frames a snapshot is due: often enough to look alive, seldom enough to cost little.</summary>
/// <remarks>Asked by the stage that prepares frames, told by the branches what a read-out took. Thread-safe.</remarks>
/// <param name="owe">Told once of frames that come too soon to be due: after this time their snapshot is, if no other frame has been by then.</param>
internal sealed class SnapshotClock(SnapshotPace pace, TimeProvider clock, Action<TimeSpan> owe)
{
    // However dear: on a busy machine a read-out takes long by the clock though it costs little.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private long _lastAt;
    private long _spentTicks;
    private int _isDemanded;
    private bool _isOwed;

    /// <summary>A frame was not due, and none has been since.</summary>
    public bool IsOwed
    {
        get { lock (_gate) return _isOwed; }
    }

    /// <summary>Is the snapshot due at the frame at hand?</summary>
    public bool TakeDue()
    {
        if (pace.IntervalMin == TimeSpan.MaxValue) return false;
        TimeSpan wait;
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            bool isDemanded = Interlocked.Exchange(ref _isDemanded, 0) != 0;
            wait = isDemanded || _lastAt == 0 ? TimeSpan.Zero : Interval() - clock.GetElapsedTime(_lastAt, now);
            if (wait <= TimeSpan.Zero)
            {
                Begin(now);
                return true;
            }
            if (_isOwed) return false;
            _isOwed = true;
        }
        owe(wait);
        return false;
    }

    /// <summary>What is owed is being read now.</summary>
    public void Settle()
    {
        lock (_gate) Begin(clock.GetTimestamp());
    }

    /// <summary>The next frame is due, whatever that costs: there is news that somebody waits for.</summary>
    public void Demand() => Volatile.Write(ref _isDemanded, 1);

    /// <summary>A branch took this long to read its curves out.</summary>
    public void Spent(TimeSpan time) => Interlocked.Add(ref _spentTicks, time.Ticks);

    private void Begin(long now)
    {
        Interlocked.Exchange(ref _spentTicks, 0);
        (_lastAt, _isOwed) = (now, false);
    }

    private TimeSpan Interval()
    {
        var affordable = TimeSpan.FromTicks((long)(Interlocked.Read(ref _spentTicks) / pace.Share));
        if (affordable > LongestInterval) affordable = LongestInterval;
        return affordable > pace.IntervalMin ? affordable : pace.IntervalMin;
    }
}
