namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>Says when a checkpoint is due: never while another is on its way.</summary>
/// <remarks>Asked where frames come from, told by whoever writes. Thread-safe.</remarks>
internal sealed class CheckpointClock(TimeSpan every, TimeProvider clock)
{
    private long _lastAt = clock.GetTimestamp();
    private int _isUnderWay;

    public bool IsDue => Volatile.Read(ref _isUnderWay) == 0 && clock.GetElapsedTime(Volatile.Read(ref _lastAt)) >= every;

    public void Begin() => Volatile.Write(ref _isUnderWay, 1);

    /// <summary>It was written, or given up.</summary>
    public void Done()
    {
        Volatile.Write(ref _lastAt, clock.GetTimestamp());
        Volatile.Write(ref _isUnderWay, 0);
    }
}
