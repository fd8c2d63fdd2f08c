using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Health;

/// <summary>What a run's health is judged by.</summary>
/// <param name="IsMobile">Which species are meant to move.</param>
/// <param name="DriftA">How far the framework, or what drift is taken from, has moved since the run began, Å; NaN where that is not known.</param>
/// <param name="FirstVolumeA3">Of the first frame's cell; NaN where frames have none.</param>
/// <param name="VolumeA3">Of the newest frame's.</param>
public sealed record HealthReading(RunSnapshot Snapshot, Func<string, bool> IsMobile, double DriftA, double FirstVolumeA3, double VolumeA3);
