using System.Diagnostics;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Tests;

/// <summary>The program as a process of its own, which signals reach as they do in a terminal or a job.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Hangup = 1, User1 = 10, User2 = 12;
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-signal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_signals_in_a_row_still_end_a_watch_in_order()
    {
        File.WriteAllText(Path.Combine(_folder, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 60));
        using Process sse = Start("watch", _folder, "--timestep-fs", "2", "--specie", "Li", "--out", Path.Combine(_folder, "out"));
        await HearAsync(sse, "frames");
        Assert.Null(PosixProcess.Signal(sse.Id, PosixProcess.Terminate));
        Assert.Null(PosixProcess.Signal(sse.Id, PosixProcess.Terminate));
        string rest = await sse.StandardOutput.ReadToEndAsync();
        await sse.WaitForExitAsync();
        Assert.Equal(ExitCode.Done, sse.ExitCode);
        Assert.Contains("results: ", rest);
        Assert.Contains("\"frameCount\":60,", File.ReadAllText(Path.Combine(_folder, "out", "summary.json")));
    }

    [Fact]
    public async Task An_engine_under_sse_run_gets_the_signals_and_its_exit_code_is_passed_on()
    {
        using Process sse = Start("run", "--stop-when", "D ±20%", "--path", _folder, "--out", Path.Combine(_folder, "out"), "--", StandIn.Listener(_folder));
        await HearAsync(sse, "ready");
        foreach ((int signal, string name) in new[] { (User1, "USR1"), (User2, "USR2"), (Hangup, "HUP"), (PosixProcess.Terminate, "TERM") })
        {
            Assert.Null(PosixProcess.Signal(sse.Id, signal));
            await HearAsync(sse, $"got {name}");
        }

        await sse.WaitForExitAsync();
        Assert.Equal(42, sse.ExitCode);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "sse.dll"), .. arguments])
    { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static async Task HearAsync(Process process, string word)
    {
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line?.Contains(word, StringComparison.Ordinal) == false);
        Assert.True(line is not null, $"expected '{word}' in the output, got its end");
    }
}
