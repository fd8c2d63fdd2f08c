namespace StreamingSse.Pipeline.Runs;

/// <summary>Says at which frames a snapshot is due: often enough to look alive, seldom enough to cost little.</summary>
/// <remarks>Asked by the stage that prepares frames, told by the branches what a read-out took. Thread-safe.</remarks>
internal sealed class SnapshotClock(SnapshotPace pace, TimeProvider clock)
{
    private long _lastAt;
    private long _spentTicks;

    /// <summary>True, once, when the next snapshot is due.</summary>
    public bool TakeDue()
    {
        if (pace.IntervalMin == TimeSpan.MaxValue) return false;
        long now = clock.GetTimestamp();
        if (_lastAt != 0 && clock.GetElapsedTime(_lastAt, now) < Interval()) return false;
        Interlocked.Exchange(ref _spentTicks, 0);
        _lastAt = now;
        return true;
    }

    /// <summary>A branch took this long to read its curves out.</summary>
    public void Spent(TimeSpan time) => Interlocked.Add(ref _spentTicks, time.Ticks);

    private TimeSpan Interval()
    {
        var affordable = TimeSpan.FromTicks((long)(Interlocked.Read(ref _spentTicks) / pace.Share));
        return affordable > pace.IntervalMin ? affordable : pace.IntervalMin;
    }
}
