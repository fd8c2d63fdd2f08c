using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamingSse.Host.Tests;

/// <summary>What a certificate says is computed again from the files, and every change shows.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-certify-").FullName;

    private string Run => Directory.CreateDirectory(Path.Combine(_folder, "run")).FullName;

    private string Json => Path.Combine(_folder, "paper", "run.certificate.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_certificate_is_verified_also_after_its_folder_and_the_runs_have_moved_together()
    {
        await CertifyAsync();
        Sse verified = await Sse.RunAsync("verify", Json);
        Assert.True(verified.Exit == ExitCode.Done, verified.Error);
        Assert.Contains("verified: 2 files", verified.Output);

        string moved = _folder + "-moved";
        Directory.Move(_folder, moved);
        Directory.CreateDirectory(_folder);
        verified = await Sse.RunAsync("verify", Path.Combine(moved, "paper", "run.certificate.json"));
        Directory.Delete(moved, recursive: true);
        Assert.True(verified.Exit == ExitCode.Done, verified.Error);
    }

    [Fact]
    public async Task A_changed_file_a_changed_figure_and_another_rule_are_each_told()
    {
        await CertifyAsync();
        JsonNode certificate = JsonNode.Parse(File.ReadAllText(Json))!;
        certificate["ruleVersion"] = "0";
        certificate["figures"]!["dA2PerPs"] = 1.5;
        File.WriteAllText(Json, certificate.ToJsonString());
        File.AppendAllText(Path.Combine(Run, "log.lammps"), "# a word more\n");
        Sse verified = await Sse.RunAsync("verify", Json);
        Assert.Equal(ExitCode.Failed, verified.Exit);
        Assert.Contains("rule version: certificate 0", verified.Error);
        Assert.Contains("dA2PerPs: certificate 1.5, recomputed ", verified.Error);
        Assert.Contains("log.lammps: certificate SHA-256", verified.Error);
        Assert.Equal(3, verified.Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_trajectory_cut_by_one_frame_differs_in_its_figures()
    {
        await CertifyAsync();
        File.WriteAllText(Path.Combine(Run, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 199));
        Sse verified = await Sse.RunAsync("verify", Json);
        Assert.Contains("frameCount: certificate 200, recomputed 199", verified.Error);
        Assert.Contains("traj.lammpstrj: certificate SHA-256", verified.Error);
    }

    [Fact]
    public async Task A_missing_file_and_a_file_that_is_no_certificate_have_their_messages()
    {
        await CertifyAsync();
        File.Delete(Path.Combine(Run, "traj.lammpstrj"));
        Assert.Contains("none there", (await Sse.RunAsync("verify", Json)).Error);
        File.WriteAllText(Json, "{\"format\": 1}");
        Assert.Contains("expected a certificate that sse certify wrote", (await Sse.RunAsync("verify", Json)).Error);
        Assert.Contains("expected a certificate, got no file", (await Sse.RunAsync("verify", Json + "x")).Error);
    }

    [Fact]
    public async Task The_figure_and_the_paragraph_say_what_the_certificate_does()
    {
        await CertifyAsync();
        string svg = File.ReadAllText(Path.Combine(_folder, "paper", "run.certificate.svg"));
        System.Xml.Linq.XDocument.Parse(svg);
        Assert.Contains("D(Δ)", svg);
        string paragraph = File.ReadAllText(Path.Combine(_folder, "paper", "run.methods.txt"));
        Assert.Contains("from 64 ions of a 72-atom cell over 99.5 ps of molecular dynamics (LAMMPS, frames every 500 fs)", paragraph);
        Assert.Contains($"rule version {JsonDocument.Parse(File.ReadAllText(Json)).RootElement.At("ruleVersion").GetString()}", paragraph);
    }

    [Fact]
    public async Task A_backtest_tells_when_each_run_would_have_stopped_and_what_that_had_saved()
    {
        foreach (string name in new[] { "a", "b" })
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, "runs", name)).FullName;
            File.WriteAllText(Path.Combine(folder, "traj.lammpstrj"), RandomWalk.Dump(frameCount: name == "a" ? 800 : 60));
            File.WriteAllText(Path.Combine(folder, "log.lammps"), RandomWalk.Log + "Loop time of 3600 on 2 procs for 200000 steps with 72 atoms\n");
        }

        Sse table = await Sse.RunAsync("backtest", Path.Combine(_folder, "runs"), "--until-converged", "0.5");
        Assert.True(table.Exit == ExitCode.Done, table.Error);
        Assert.Contains("1 of 2 runs would have stopped at ±50 %", table.Output);
        Assert.Matches(@"\nb +sub-diffusive +29\.5 +– +– +below [0-9.]+ ", table.Output);

        JsonElement report = JsonDocument.Parse((await Sse.RunAsync("backtest", Path.Combine(_folder, "runs"), "--until-converged", "0.5", "--json")).Output).RootElement;
        JsonElement stopped = report.At("runs")[0], never = report.At("runs")[1];
        double stopAtPs = stopped.At("stopAtPs").GetDouble();
        Assert.InRange(stopAtPs, 20, 399.5);
        Assert.Equal(2.0, stopped.At("coreHours").GetDouble(), 9);
        Assert.Equal(2 * (1 - stopAtPs / 399.5), report.At("savedCoreHours").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, never.At("atStop").ValueKind);
        // The same stop as the rule's own, on the same frames.
        JsonElement summary = await Sse.SummaryAsync(Path.Combine(_folder, "runs", "a"), "--until-converged", "0.5");
        Assert.Equal(summary.At("verdict", "stopAtPs").GetDouble(), stopAtPs);
        Assert.Equal(summary.At("mobile", "estimate", "dA2PerPs").GetDouble(), stopped.At("final", "dA2PerPs").GetDouble());
    }

    private async Task CertifyAsync()
    {
        File.WriteAllText(Path.Combine(Run, "traj.lammpstrj"), RandomWalk.Dump(frameCount: 200));
        File.WriteAllText(Path.Combine(Run, "log.lammps"), RandomWalk.Log);
        Sse certified = await Sse.RunAsync("certify", Run, "--out", Path.Combine(_folder, "paper"));
        Assert.True(certified.Exit == ExitCode.Done, certified.Error);
    }
}
