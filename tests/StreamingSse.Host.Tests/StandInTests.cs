using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Tests;

/// <summary>The stops of engines that cannot be had here, through the whole program, on scripts that behave as their manuals say.</summary>
public sealed class StandInTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-standin-").FullName;

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task VASP_is_stopped_by_LSTOP_and_its_STOPCAR_is_gone_before_the_next_job()
    {
        await StopsAsync(StandIn.Vasp(_folder), "STOPCAR with LSTOP = .TRUE., which VASP reads after each ionic step", "OUTCAR: soft stop encountered");
        Assert.False(File.Exists(Path.Combine(_folder, "STOPCAR")));
        Assert.Contains($"removed {Path.Combine(_folder, "STOPCAR")}", Audit());
    }

    [Fact]
    public async Task Quantum_ESPRESSO_is_stopped_by_its_prefix_EXIT_file_which_it_deletes()
    {
        await StopsAsync(StandIn.Espresso(_folder), "lio.EXIT, which Quantum ESPRESSO looks for at each step", "md.out: Program stopped by user request");
        Assert.False(File.Exists(Path.Combine(_folder, "lio.EXIT")));
        Assert.DoesNotContain("removed", Audit());
    }

    private async Task StopsAsync(string engine, string deed, string end)
    {
        Sse run = await Sse.RunAsync("run", "--stop-when", "D(Li) ±50%", "--on-converged", "stop", "--path", _folder, "--out", Out, "--", engine);
        Assert.True(run.Exit == ExitCode.Done, run.Output + run.Error);
        Assert.Contains($"({Path.GetFileName(engine)})", Audit());
        Assert.Contains($"write {Path.Combine(_folder, deed)}; converged: D(Li) = ", Audit());
        Assert.Contains($"has ended: {end}", Audit());
        Assert.True(File.Exists(Path.Combine(_folder, ConvergedFile.FileName)));
    }

    private string Audit() => File.ReadAllText(Path.Combine(Out, StopAudit.FileName));
}
