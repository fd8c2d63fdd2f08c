namespace StreamingSse.Pipeline.Configuration;

/// <summary>How often curves and descriptors are computed.</summary>
/// <param name="ReadoutShare">Computing them takes at most this share of the time.</param>
public sealed record SnapshotConfig(TimeSpan IntervalMin, double ReadoutShare)
{
    internal static SnapshotConfig Read(ConfigSection section) => new(
        section.Duration("interval-min", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24)),
        section.Number("readout-share", 0.001, 1));
}
