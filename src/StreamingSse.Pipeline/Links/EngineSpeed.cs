using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Links;

/// <summary>How fast an engine simulates, from snapshots that were taken with nothing left to read.</summary>
internal sealed class EngineSpeed(TimeProvider clock)
{
    private const long CaughtUpBytes = 1 << 20;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private long _beganAt;
    private double _beganPs;
    private DateTimeOffset _beganUtc;

    /// <summary>ps of simulation per hour of wall time; NaN until a run was seen to grow for a while.</summary>
    public double PsPerHour { get; private set; } = double.NaN;

    /// <param name="coveredPs">Simulated time up to the newest frame, ps.</param>
    public void Add(RunSetup setup, RunCounters counters, double coveredPs)
    {
        string segment = setup.Plan.Segments[Math.Min(counters.Segment, setup.Plan.Segments.Count - 1)];
        var file = new FileInfo(segment);
        if (!file.Exists || file.Length - counters.SegmentOffset > CaughtUpBytes || segment.EndsWith(".gz", StringComparison.Ordinal)) _beganAt = 0;
        else if (_beganAt == 0 || coveredPs < _beganPs) (_beganAt, _beganPs, _beganUtc) = (clock.GetTimestamp(), coveredPs, clock.GetUtcNow());
        // Written since: it is the engine that is measured, not the reader.
        else if (file.LastWriteTimeUtc > _beganUtc.UtcDateTime && clock.GetElapsedTime(_beganAt) is var elapsed && elapsed >= Shortest && coveredPs > _beganPs) PsPerHour = (coveredPs - _beganPs) / elapsed.TotalHours;
    }
}
