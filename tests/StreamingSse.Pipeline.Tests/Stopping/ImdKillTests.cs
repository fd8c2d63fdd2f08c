using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

/// <summary>A simulation watched over its socket is ended by KILL, and only where that was asked for by name.</summary>
public sealed class ImdKillTests : IDisposable
{
    private const string Path = "imd://localhost:8888";
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-imd-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nobody_is_killed_who_was_not_to_be()
    {
        Assert.Null(StopTarget.Find(Plan(mayBeKilled: false), Path, EngineHint.None, out string? problem));
        Assert.Contains("--imd-kill asks for it", problem);
    }

    [Fact]
    public async Task KILL_is_asked_of_the_connection_that_is_watched()
    {
        RunPlan plan = Plan(mayBeKilled: true);
        StopNews news = await Stop(plan).RunAsync(_ => plan.Imd!.Control.End(), null, CancellationToken.None, CancellationToken.None);
        Assert.True(plan.Imd!.Control.IsKillAsked);
        Assert.Equal(StopStage.Confirmed, news.Stage);
        Assert.Contains($"stop asked of the simulation at {Path}: send KILL to {Path}; by hand", File.ReadAllText(System.IO.Path.Combine(_folder, StopAudit.FileName)));
    }

    [Fact]
    public async Task A_simulation_that_has_ended_is_not_told()
    {
        RunPlan plan = Plan(mayBeKilled: true);
        EngineStop stop = Stop(plan);
        plan.Imd!.Control.End();
        StopNews news = await stop.RunAsync(_ => Assert.Fail("nothing is asked of it"), null, CancellationToken.None, CancellationToken.None);
        Assert.Equal(StopStage.LeftAlone, news.Stage);
        Assert.False(plan.Imd.Control.IsKillAsked);
    }

    private EngineStop Stop(RunPlan plan) =>
        new(StopTarget.Find(plan, Path, EngineHint.None, out _)!, "by hand", new StopAudit(_folder, "run", TimeProvider.System), TimeProvider.System);

    private RunPlan Plan(bool mayBeKilled) => ConvergedWalk.Setup(_folder, "LAMMPS", "unused").Plan with
    {
        Path = Path,
        Imd = new ImdPlan(ImdAddress.Parse(Path), 10, false, LammpsUnits.Find("metal")!, null, KillsAtEnd: false, PausesWhenFull: false) { MayBeKilled = mayBeKilled },
    };
}
