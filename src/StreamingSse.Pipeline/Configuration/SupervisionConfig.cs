namespace StreamingSse.Pipeline.Configuration;

/// <summary>How a failed child is restarted: after RestartMin, twice as long each time up to RestartMax.</summary>
/// <param name="RestartLimit">Failures within RestartWindow after which it is given up.</param>
public sealed record SupervisionConfig(TimeSpan RestartMin, TimeSpan RestartMax, int RestartLimit, TimeSpan RestartWindow)
{
    internal static SupervisionConfig Read(ConfigSection section)
    {
        TimeSpan restartMin = section.Duration("restart-min", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        return new(
            restartMin,
            section.Duration("restart-max", restartMin, TimeSpan.FromHours(24)),
            section.Count("restart-limit", 0, 1_000_000),
            section.Duration("restart-window", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(30)));
    }
}
