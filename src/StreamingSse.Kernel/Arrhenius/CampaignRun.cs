namespace StreamingSse.Kernel.Arrhenius;

/// <summary>One run of a campaign that measures D of one material at several temperatures.</summary>
/// <param name="CoveredPs">Simulated so far, ps.</param>
/// <param name="LogError">Standard error of ln D so far; NaN where no D may be quoted yet.</param>
/// <param name="RequiredPs">Least length before a D may be quoted, ps; NaN where it is not known.</param>
/// <param name="CoreHoursPerPs">NaN where the engine's speed is not known.</param>
/// <param name="IsGoingOn">Whether the engine is still writing: such a run can be stopped.</param>
public sealed record CampaignRun(
    string Run, double TemperatureK, double CoveredPs, double LogError, double RequiredPs, double CoreHoursPerPs, bool IsGoingOn)
{
    public bool HasD => LogError > 0;
}
