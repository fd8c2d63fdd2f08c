namespace StreamingSse.Host.Tests;

/// <summary>Alarms on real runs: one that drifts by 26 Å, and one that is well.</summary>
public sealed class HealthTests
{
    [DataFact]
    public async Task A_crystal_that_flies_as_a_whole_raises_the_drift_alarm()
    {
        Sse run = await Sse.RunAsync("analyze", SharedData.Path("engines", "AgI_500_drift"));
        Assert.Contains("alarm drift: everything has moved by 2", run.Output);
    }

    [DataFact]
    public async Task A_run_that_is_well_raises_none()
    {
        Sse run = await Sse.RunAsync("analyze", SharedData.Path("engines", "CaF2_1600"));
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.DoesNotContain("alarm", run.Output);
    }
}
