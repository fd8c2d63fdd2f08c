using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Following;

/// <summary>Keeps the time of a followed run: when it grew, when to look again, when it has stalled, when it has ended.</summary>
internal sealed class RunWatch(RunPlan plan, FollowOptions options, Action<SourceEvent> tell, TimeProvider clock)
{
    private static readonly TimeSpan PidCheckAfter = TimeSpan.FromSeconds(0.5);
    private readonly PollPace _pace = new(options);
    private long _grewAt = clock.GetTimestamp(), _pathCheckedAt = clock.GetTimestamp(), _pidCheckedAt, _nextFileCheckedAt;
    private long _frameCount, _bytesSeen;
    private bool _hasWaited, _hasStalled;

    /// <summary>A frame was read.</summary>
    public void Busy(string path)
    {
        _frameCount++;
        Resume(path);
    }

    /// <summary>Nothing whole is there: takes note of what came since the last time.</summary>
    /// <returns>How long to wait.</returns>
    public TimeSpan Idle(string path, long bytesRead)
    {
        if (_frameCount > 0 || bytesRead != _bytesSeen)
        {
            // What was there at the start says how fast it is read, not how fast it is written.
            if (_hasWaited && _frameCount > 0) _pace.Grew(clock.GetElapsedTime(_grewAt), _frameCount);
            if (_frameCount > 0 || !_hasWaited) _grewAt = clock.GetTimestamp();
            (_hasWaited, _bytesSeen, _frameCount) = (true, bytesRead, 0);
            Resume(path);
        }
        TimeSpan waited = clock.GetElapsedTime(_grewAt);
        if (!_hasStalled && waited > _pace.StallAfter)
        {
            _hasStalled = true;
            tell(new SourceEvent.SourceStalled(path, waited));
        }
        return Aligned(_pace.Delay(waited));
    }

    /// <summary>Why nothing more will come; null while something may.</summary>
    public string? EndReason()
    {
        if (options.EndAfter is TimeSpan limit && clock.GetElapsedTime(_grewAt) > limit) return $"nothing was written for {limit.TotalSeconds:0.#} s";
        if (options.EnginePid is not int pid || clock.GetElapsedTime(_pidCheckedAt) < PidCheckAfter) return null;
        _pidCheckedAt = clock.GetTimestamp();
        return EngineProcess.Find(pid) is null ? $"process {pid} has ended" : null;
    }

    /// <summary>True when it is time to ask for the path itself: only when a frame is overdue, and then seldom.</summary>
    public bool TakePathCheckDue()
    {
        TimeSpan waited = clock.GetElapsedTime(_grewAt), after = _pace.PathCheckAfter(waited);
        return waited >= after && Due(ref _pathCheckedAt, after);
    }

    /// <summary>True when it is time to look for the next frame's own file: about twice per frame.</summary>
    public bool TakeNextFileDue() =>
        plan.IsFilePerFrame && Due(ref _nextFileCheckedAt, TimeSpan.FromSeconds(double.IsNaN(_pace.IntervalS) ? 0 : _pace.IntervalS / 2));

    // Many sources wait at once: ends of waits on a common grid, up to a quarter early, wake the process seldom and for many of them.
    private TimeSpan Aligned(TimeSpan delay)
    {
        double gridS = Math.Pow(2, Math.Floor(Math.Log2(delay.TotalSeconds / 4))), nowS = (double)clock.GetTimestamp() / clock.TimestampFrequency;
        return TimeSpan.FromSeconds(Math.Floor((nowS + delay.TotalSeconds) / gridS) * gridS - nowS);
    }

    private bool Due(ref long last, TimeSpan after)
    {
        if (clock.GetElapsedTime(last) < after) return false;
        last = clock.GetTimestamp();
        return true;
    }

    private void Resume(string path)
    {
        if (!_hasStalled) return;
        _hasStalled = false;
        tell(new SourceEvent.SourceResumed(path));
    }
}
