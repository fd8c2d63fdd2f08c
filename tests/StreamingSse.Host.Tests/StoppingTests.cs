using System.Globalization;
using System.Text.RegularExpressions;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Tests;

/// <summary>The commands that start and stop engines, on a small real process that reads and writes files as LAMMPS does.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-run-").FullName;

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_is_stopped_at_convergence_and_the_next_one_of_the_chain_is_skipped()
    {
        string engine = Engine();
        string[] job = ["run", "--stop-when", "D ±50%", "--on-converged", "stop", "--path", _folder, "--out", Out, "--", engine];
        Sse first = await Sse.RunAsync(job);
        Assert.True(first.Exit == ExitCode.Done, first.Output + first.Error);
        Assert.Contains("has ended: log.lammps: Fix halt condition", File.ReadAllText(Path.Combine(Out, StopAudit.FileName)));
        Assert.False(File.Exists(Path.Combine(_folder, "STOP")));
        Assert.True(File.Exists(Path.Combine(Out, "summary.json")));

        File.Delete(Path.Combine(_folder, "started"));
        Sse next = await Sse.RunAsync(job);
        Assert.Equal(ExitCode.Done, next.Exit);
        Assert.Contains("the job is skipped", next.Output);
        Assert.False(File.Exists(Path.Combine(_folder, "started")));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0, ExitCode.NotConverged)]
    public async Task The_engines_exit_code_is_passed_on_and_3_says_that_it_ended_well_without_convergence(int engine, int expected)
    {
        Sse run = await Sse.RunAsync("run", "--stop-when", "D ±20%", "--path", _folder, "--out", Out, "--", "/bin/sh", "-c", $"exit {engine}");
        Assert.Equal(expected, run.Exit);
        Assert.Contains("there was nothing to watch", run.Error);
    }

    [Fact]
    public async Task A_program_that_is_not_there_has_its_message()
    {
        Sse run = await Sse.RunAsync("run", "--stop-when", "D ±20%", "--path", _folder, "--", "no-such-engine");
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("no-such-engine: expected a program to start", run.Error);
    }

    [Theory]
    [InlineData("--stop-when", "D 20")]
    [InlineData("--stop-when", "D ±20%", "--on-converged", "kill")]
    [InlineData("--on-converged", "stop")]
    [InlineData("--stop-when", "D ±20%", "--until-converged", "0.2")]
    [InlineData("--stop-when", "D(Li) ±20%", "--specie", "Na")]
    public async Task A_condition_that_cannot_be_meant_is_refused(params string[] options) =>
        Assert.Equal(ExitCode.Usage, (await Sse.RunAsync(["watch", _folder, .. options])).Exit);

    [Fact]
    public async Task A_watch_that_ends_without_convergence_says_so_by_its_exit_code()
    {
        File.WriteAllText(Path.Combine(_folder, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 30));
        Sse run = await Sse.RunAsync("watch", _folder, "--timestep-fs", "2", "--end-after-s", "0.2", "--out", Out, "--stop-when", "D ±20%");
        Assert.True(run.Exit == ExitCode.NotConverged, run.Output + run.Error);
    }

    [Theory]
    [InlineData("D(Li) ±50% after 300 ps", ExitCode.Done, 300)]
    [InlineData("D(Li) ±50% after 500 ps", ExitCode.NotConverged, 0)]
    [InlineData("D(O) ±50%", ExitCode.NotConverged, 0)]
    public async Task The_specie_and_the_least_time_of_a_condition_decide(string when, int expected, double leastPs)
    {
        File.WriteAllText(Path.Combine(_folder, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 700));
        Sse run = await Sse.RunAsync("watch", _folder, "--timestep-fs", "2", "--end-after-s", "0.2", "--out", Out, "--stop-when", when);
        Assert.True(run.Exit == expected, run.Output + run.Error);
        string audit = Path.Combine(Out, StopAudit.FileName);
        Assert.Equal(expected == ExitCode.Done, File.Exists(audit));
        if (expected != ExitCode.Done) return;
        Match said = Regex.Match(File.ReadAllText(audit), @"converged, dry run: .*D\(Li\) = .* at (?<ps>[0-9.]+) ps");
        Assert.InRange(double.Parse(said.Groups["ps"].Value, CultureInfo.InvariantCulture), leastPs, 350);
    }

    [Fact]
    public async Task A_stop_by_hand_finds_nobody_to_stop_and_says_how_to_name_one()
    {
        File.WriteAllText(Path.Combine(_folder, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 3));
        Sse run = await Sse.RunAsync("stop", _folder, "--timestep-fs", "2", "--out", Out);
        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.Contains("give --pid PID, or --job JOBID under Slurm", run.Error);
        Assert.Equal(["traj.lammpstrj"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    /// <summary>Writes a trajectory that has converged, and goes on until STOP is there.</summary>
    private string Engine()
    {
        File.WriteAllText(Path.Combine(_folder, "walk"), RandomWalk.Dump(frameCount: 800));
        File.WriteAllText(Path.Combine(_folder, "head"), RandomWalk.Log
            + "variable stop equal is_file(STOP)\nfix h all halt 100 v_stop != 0 error soft\nPer MPI rank memory allocation\n");
        string program = Path.Combine(_folder, "lmp");
        File.WriteAllText(program, $"""
            #!/bin/sh
            cd '{_folder}'
            touch started
            cp head log.lammps
            exec 3>traj.lammpstrj
            cat walk >&3
            while [ ! -e STOP ]; do sleep 0.02; done
            echo 'Fix halt condition for fix-id h met on step 700 with value 1' >> log.lammps
            """.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }
}
