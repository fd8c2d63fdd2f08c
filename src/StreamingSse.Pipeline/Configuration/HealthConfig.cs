using StreamingSse.Kernel.Health;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>When something about a run is an alarm (<see cref="HealthLimits"/>), and what is done then.</summary>
/// <param name="Exec">A command for /bin/sh; null for none.</param>
public sealed record HealthConfig(
    double Lindemann, double FrameworkGrowthA2, double DriftA, double TemperatureRelative, double VolumeRelative, double TimestepRelative, string? Exec)
{
    public HealthLimits ToLimits() => new(Lindemann, FrameworkGrowthA2, DriftA, TemperatureRelative, VolumeRelative, TimestepRelative);

    internal static HealthConfig Read(ConfigSection section) => new(
        section.Number("lindemann", 0.01, 10),
        section.Number("framework-growth-a2", 0.001, 1e6),
        section.Number("drift-a", 0.001, 1e6),
        section.Number("temperature-relative", 0.001, 100),
        section.Number("volume-relative", 0.001, 100),
        section.Number("timestep-relative", 0.01, 100),
        section.Text("exec") is var command && command == "none" ? null : command);
}
