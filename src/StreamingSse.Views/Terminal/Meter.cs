namespace StreamingSse.Views.Terminal;

/// <summary>The rate of a growing total over the last stretch of wall time.</summary>
/// <remarks>At most 64 samples are kept. Wall time is passed in, so that it can be any clock.</remarks>
public sealed class Meter(TimeSpan window)
{
    private const int MaxSamples = 64;

    private readonly Queue<(TimeSpan At, double Total)> _samples = new(MaxSamples);
    private (TimeSpan At, double Total) _newest;
    private TimeSpan _lastKept = TimeSpan.MinValue;

    /// <summary>The total as it stands at <paramref name="at"/>, which never runs backwards.</summary>
    public void Add(TimeSpan at, double total)
    {
        // A total that falls belongs to a source that was begun again.
        if (_samples.Count > 0 && total < _newest.Total)
        {
            _samples.Clear();
            _lastKept = TimeSpan.MinValue;
        }
        _newest = (at, total);

        // The oldest sample stays just outside the window, so that the rate always spans all of it.
        while (_samples.Count >= 2 && at - _samples.ElementAt(1).At >= window) _samples.Dequeue();
        if (_lastKept != TimeSpan.MinValue && at - _lastKept < window / (MaxSamples - 4)) return;
        _samples.Enqueue(_newest);
        _lastKept = at;
    }

    /// <summary>Per second of wall time; NaN before two samples.</summary>
    public double PerSecond
    {
        get
        {
            if (!_samples.TryPeek(out var oldest) || _newest.At <= oldest.At) return double.NaN;
            return (_newest.Total - oldest.Total) / (_newest.At - oldest.At).TotalSeconds;
        }
    }
}
