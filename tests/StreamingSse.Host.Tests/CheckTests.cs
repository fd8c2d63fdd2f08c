using System.Text.Json;

namespace StreamingSse.Host.Tests;

/// <summary><c>sse check</c> as a user has it.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_right_input_says_what_it_permits_and_ends_with_0()
    {
        Write("INCAR", "IBRION = 0\nNSW = 50000\nPOTIM = 2\nTEBEG = 900\n");
        Write("POSCAR", "LPS\n1.0\n12 0 0\n0 12 0\n0 0 12\nLi P S\n24 8 32\nDirect\n");
        Sse run = await Sse.RunAsync("check", _folder, "--guess-d", "0.02");
        Assert.True(run.Exit == ExitCode.Done, run.Error);
        Assert.Contains("vibrations up to 1034 meV", run.Output);
        Assert.Contains("24 Li moving on their own", run.Output);
        Assert.Contains("STOPCAR", run.Output);
    }

    [Fact]
    public async Task A_wrong_input_ends_with_1_and_the_lines_to_add()
    {
        Write("in.run", "units metal\ntimestep 0.002\nrun 100000\n");
        Sse run = await Sse.RunAsync("check", _folder, "--json");
        Assert.Equal(ExitCode.Failed, run.Exit);
        JsonElement plan = JsonDocument.Parse(run.Output).RootElement;
        Assert.False(plan.At("stop", "open").GetBoolean());
        Assert.Contains("is_file(STOP)", plan.At("stop", "add")[0].GetString());
        JsonElement finding = plan.At("findings")[0];
        Assert.True(finding.At("error").GetBoolean());
        Assert.StartsWith("dump", finding.At("add")[0].GetString());
    }

    [Fact]
    public async Task A_guess_without_ions_asks_for_them()
    {
        Write("run.mdp", "integrator = md\nnsteps = 1000000\nnstxout-compressed = 10\n");
        Assert.Contains("--ions", (await Sse.RunAsync("check", _folder, "--guess-d", "0.02")).Error);
        Assert.Equal(ExitCode.Done, (await Sse.RunAsync("check", _folder, "--guess-d", "0.02", "--ions", "40")).Exit);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
