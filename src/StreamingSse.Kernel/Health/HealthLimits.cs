namespace StreamingSse.Kernel.Health;

/// <summary>From where on something about a run is an alarm.</summary>
/// <param name="LindemannRatio">√⟨u²⟩/d_nn of the atoms that are not mobile.</param>
/// <param name="FrameworkGrowthA2">By how much the MSD of a specie that is not mobile may grow over the paper's range of lags, Å².</param>
/// <param name="DriftA">How far the framework as a whole may have moved since the run began, Å.</param>
/// <param name="TemperatureRelative">How far the temperature of the latest window may be off its set point, in parts of it.</param>
/// <param name="VolumeRelative">How far the cell's volume may be from that of the first frame, in parts of it.</param>
/// <param name="TimeStepRelative">How far the step taken for granted may be from the one that the velocities tell, in parts of it.</param>
public sealed record HealthLimits(
    double LindemannRatio, double FrameworkGrowthA2, double DriftA, double TemperatureRelative, double VolumeRelative, double TimeStepRelative);
