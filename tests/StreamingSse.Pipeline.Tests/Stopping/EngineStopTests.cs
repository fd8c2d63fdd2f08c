using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

/// <summary>Each engine's way, on a real process that ends as the engine would.</summary>
public sealed class EngineStopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-stop-").FullName;

    private string Audit => File.ReadAllText(Path.Combine(_folder, "out", StopAudit.FileName));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task LAMMPS_ends_by_the_file_that_its_fix_halt_looks_for_and_the_file_is_gone()
    {
        using EngineDouble engine = EngineDouble.Lammps(_folder);
        StopNews news = await StopAsync("LAMMPS", "traj.lammpstrj");
        Assert.Equal(StopStage.Confirmed, news.Stage);
        Assert.Contains("Fix halt condition for fix-id h met on step 700", news.Text);
        Assert.Equal(0, engine.Exit);
        Assert.False(File.Exists(Path.Combine(_folder, "STOP")));
        Assert.Matches($"stop asked of process {engine.Pid} \\(lmp\\) on .*: write .*/STOP, which LAMMPS looks for every 100 steps; by hand", Audit);
        Assert.Contains("has ended: log.lammps: Fix halt condition", Audit);
    }

    [Fact]
    public async Task CP2K_ends_by_its_projects_EXIT_file()
    {
        using EngineDouble engine = EngineDouble.Cp2k(_folder);
        StopNews news = await StopAsync("CP2K", "zoo-pos-1.xyz");
        Assert.Equal(StopStage.Confirmed, news.Stage);
        Assert.Contains("MD run terminated by external request", news.Text);
        Assert.DoesNotContain("removed", news.Text); // it deletes the file itself
    }

    [Fact]
    public async Task VASP_ends_by_LSTOP_and_its_STOPCAR_does_not_stop_the_next_job()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        StopNews news = await StopAsync("VASP", "XDATCAR");
        Assert.Contains("soft stop encountered", news.Text);
        Assert.Contains($"removed {Path.Combine(_folder, "STOPCAR")}", news.Text);
        Assert.False(File.Exists(Path.Combine(_folder, "STOPCAR")));
    }

    [Fact]
    public async Task Quantum_ESPRESSO_ends_by_the_EXIT_file_of_its_prefix()
    {
        using EngineDouble engine = EngineDouble.Espresso(_folder);
        StopNews news = await StopAsync("ASE", "md.extxyz"); // who writes extended xyz is known by the program's name
        Assert.Equal(StopStage.Confirmed, news.Stage);
        Assert.Contains("Program stopped by user request", news.Text);
        Assert.Contains("write " + Path.Combine(_folder, "lio.EXIT"), Audit);
        Assert.DoesNotContain("removed", news.Text);
    }

    [Fact]
    public async Task GROMACS_gets_one_signal_and_ends_with_its_own_code()
    {
        using EngineDouble engine = EngineDouble.Gromacs(_folder);
        StopNews news = await StopAsync("GROMACS", "run.xtc");
        Assert.Equal(StopStage.Confirmed, news.Stage);
        Assert.Contains("Received the TERM signal", news.Text);
        Assert.Equal(1, engine.Exit);
    }

    [Fact]
    public async Task A_stop_aimed_at_an_engine_that_has_ended_touches_nothing()
    {
        using EngineDouble engine = EngineDouble.Lammps(_folder);
        StopTarget target = StopTarget.Find(Setup("LAMMPS", "traj.lammpstrj").Plan, Path.Combine(_folder, "traj.lammpstrj"), EngineHint.None, out _)!;
        engine.End();
        string[] before = Files();
        var stop = new EngineStop(target, "by hand", new StopAudit(Path.Combine(_folder, "out"), "run", TimeProvider.System), TimeProvider.System);
        StopNews news = await stop.RunAsync(_ => Assert.Fail("nothing is asked of it"), null, CancellationToken.None, CancellationToken.None);
        Assert.Equal(StopStage.LeftAlone, news.Stage);
        Assert.Contains($"process {engine.Pid} (lmp) on {Environment.MachineName} has ended; nothing was written", Audit);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_later_process_with_the_same_number_is_not_the_engine()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        StopTarget found = StopTarget.Find(Setup("VASP", "XDATCAR").Plan, Path.Combine(_folder, "XDATCAR"), EngineHint.None, out _)!;
        var local = (EngineInstance.Local)found.Instance;
        StopTarget earlier = found with { Instance = local with { Process = local.Process with { StartTicks = local.Process.StartTicks - 1 } } };
        Assert.Contains("has ended", await earlier.NoLongerAsync(CancellationToken.None));
        Assert.Null(await found.NoLongerAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_trajectory_that_was_replaced_may_be_another_engines()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        string trajectory = Path.Combine(_folder, "XDATCAR");
        StopTarget target = StopTarget.Find(Setup("VASP", "XDATCAR").Plan, trajectory, EngineHint.None, out _)!;
        File.Move(trajectory, trajectory + ".01");
        File.WriteAllText(trajectory, "");
        Assert.Contains("another file by now", await target.NoLongerAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_stop_file_of_somebody_else_is_left_alone()
    {
        using EngineDouble engine = EngineDouble.Cp2k(_folder);
        string mine = Path.Combine(_folder, "STOPCAR");
        File.WriteAllText(mine, "LABORT = .TRUE.\n");
        using EngineDouble vasp = EngineDouble.Vasp(_folder);
        StopNews news = await StopAsync("VASP", "XDATCAR");
        Assert.Contains("asked to stop before", news.Text);
        Assert.Equal("LABORT = .TRUE.\n", File.ReadAllText(mine));
        Assert.False(vasp.HasEnded);
    }

    [Fact]
    public void LAMMPS_without_a_fix_halt_is_told_the_two_lines()
    {
        using EngineDouble engine = EngineDouble.Lammps(_folder);
        File.WriteAllText(Path.Combine(_folder, "in.run"), "dump d all custom 10 traj.lammpstrj id\nrun 100\n");
        Assert.Null(StopTarget.Find(Setup("LAMMPS", "traj.lammpstrj").Plan, Path.Combine(_folder, "traj.lammpstrj"), EngineHint.None, out string? problem));
        Assert.Contains("'variable stop equal is_file(STOP)'", problem);
        Assert.Contains("'fix stop all halt 100 v_stop != 0 error soft'", problem);
    }

    [Fact]
    public void A_process_that_has_nothing_to_do_with_the_run_is_not_taken_for_its_engine()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        string elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        using EngineDouble other = EngineDouble.Gromacs(elsewhere);
        Assert.Null(StopTarget.Find(Setup("VASP", "XDATCAR").Plan, Path.Combine(_folder, "XDATCAR"), new EngineHint(other.Pid), out string? problem));
        Assert.Contains($"neither process {other.Pid} nor one that descends from it writes", problem);
    }

    [Fact]
    public void A_signal_never_goes_to_a_program_that_it_would_kill()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        File.Move(Path.Combine(_folder, "XDATCAR"), Path.Combine(_folder, "run.xtc"));
        Assert.Null(StopTarget.Find(Setup("GROMACS", "run.xtc").Plan, Path.Combine(_folder, "run.xtc"), EngineHint.None, out string? problem));
        Assert.Contains("(vasp_std)", problem);
        Assert.Contains("is not mdrun", problem);
    }

    private async Task<StopNews> StopAsync(string engine, string trajectory) =>
        await new StopByHand(Setup(engine, trajectory), EngineHint.None, Path.Combine(_folder, "out"), TimeProvider.System).RunAsync(isDry: false, _ => { }, CancellationToken.None);

    private RunSetup Setup(string engine, string trajectory) => ConvergedWalk.Setup(_folder, engine, trajectory);

    private string[] Files() => [.. Directory.EnumerateFiles(_folder).Order()];
}
