namespace StreamingSse.Pipeline.Runs;

/// <summary>Says at which frames a snapshot is due: often enough to look alive, seldom enough to cost little.</summary>
/// <remarks>Asked by the stage that prepares frames, told by the branches what a read-out took. Thread-safe.</remarks>
internal sealed class SnapshotClock(SnapshotPace pace, TimeProvider clock)
{
    // However dear: on a busy machine a read-out takes long by the clock though it costs little.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(2);

    private long _lastAt;
    private long _spentTicks;
    private int _isDemanded;

    /// <summary>True, once, when the next snapshot is due.</summary>
    public bool TakeDue()
    {
        if (pace.IntervalMin == TimeSpan.MaxValue) return false;
        long now = clock.GetTimestamp();
        bool isDemanded = Interlocked.Exchange(ref _isDemanded, 0) != 0;
        if (!isDemanded && _lastAt != 0 && clock.GetElapsedTime(_lastAt, now) < Interval()) return false;
        Interlocked.Exchange(ref _spentTicks, 0);
        _lastAt = now;
        return true;
    }

    /// <summary>The next frame is due, whatever that costs: there is news that somebody waits for.</summary>
    public void Demand() => Volatile.Write(ref _isDemanded, 1);

    /// <summary>A branch took this long to read its curves out.</summary>
    public void Spent(TimeSpan time) => Interlocked.Add(ref _spentTicks, time.Ticks);

    private TimeSpan Interval()
    {
        var affordable = TimeSpan.FromTicks((long)(Interlocked.Read(ref _spentTicks) / pace.Share));
        if (affordable > LongestInterval) affordable = LongestInterval;
        return affordable > pace.IntervalMin ? affordable : pace.IntervalMin;
    }
}
