using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using StreamingSse.Cluster.Tests.Broker;

namespace StreamingSse.Host.Tests;

/// <summary>A whole cluster of processes over a real RabbitMQ, against one process that reads the same files.</summary>
public sealed class ClusterTests(RabbitBroker broker) : IClassFixture<RabbitBroker>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private static readonly string[] Table = ["columns", "units", "rows", "pooled", "views", "arrhenius", "advice"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sse-cluster-").FullName;
    private readonly Dictionary<string, Process> _nodes = [];
    private readonly CancellationTokenSource _end = new(Patience);

    private string Config => Path.Combine(_folder, "cluster.conf");

    public void Dispose()
    {
        foreach (Process node in _nodes.Values)
        {
            node.Kill();
            node.WaitForExit();
            node.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
        _end.Dispose();
    }

    [RabbitFact]
    public async Task Workers_one_of_which_is_killed_and_one_drained_come_to_the_same_table_as_one_process()
    {
        await broker.StartAsync();
        await File.WriteAllTextAsync(Config, $$"""
            cluster { broker { uri = "{{broker.Config("x").Uri}}", prefix = cluster }, adopt-within = 1 s }
            models.on = false
            output.write-every = 200 ms
            """);
        string[] frames = Frames();
        string[] runs = [.. new[] { 40, 60, 80, 100 }.Select(count => Run($"first{count}", frames[..count]))];
        string growing = Run("growing", frames[..50], toPs: true);
        Start("w1", "worker");
        Start("w2", "worker");
        Start("a1", "aggregator");
        await DoneAsync("submit", growing);
        string holder = await HolderAsync(growing);
        await DoneAsync(["submit", .. runs, "--end-after-s", "1"]);
        _nodes[holder].Kill();
        string other = holder == "w1" ? "w2" : "w1";
        await UntilAsync(async () => await HolderAsync(growing) == other);
        Start("w3", "worker");
        await UntilAsync(async () => (await NodesAsync()).Contains("w3"));
        await DoneAsync("drain", other);
        await _nodes[other].WaitForExitAsync(_end.Token);
        Assert.Equal(0, _nodes[other].ExitCode);
        await File.AppendAllTextAsync(Path.Combine(growing, "traj.lammpstrj"), string.Concat(frames[50..]), _end.Token);
        await UntilAsync(() => Task.FromResult(IsFinal(5)));

        Sse single = await Sse.RunAsync("fleet", Path.Combine(_folder, "runs"), "--once", "--json", "--out", Path.Combine(_folder, "single"), "--config", Config);
        Assert.True(single.Exit == ExitCode.Done, single.Error);
        JsonElement expected = JsonDocument.Parse(single.Output).RootElement, found = JsonDocument.Parse(await File.ReadAllTextAsync(TableFile)).RootElement;
        foreach (string part in Table) Assert.Equal(expected.At(part).GetRawText(), found.At(part).GetRawText());
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("runs")]
    [InlineData("submit", ".")]
    [InlineData("drain", "n1")]
    public async Task A_broker_that_is_not_there_is_told_of_at_once(params string[] command)
    {
        await File.WriteAllTextAsync(Config, "cluster.broker.uri = \"amqp://127.0.0.1:1/\"");
        Sse told = await Sse.RunAsync([.. command, "--config", Config]);
        Assert.Equal(ExitCode.Failed, told.Exit);
        Assert.StartsWith("sse: 127.0.0.1:1: expected a broker (cluster.broker.uri, SSE_BROKER_URI), got ", told.Error);
    }

    [Theory]
    [InlineData("--role (or cluster.roles): expected worker, aggregator or dashboard, got none", "node")]
    [InlineData("expected worker, aggregator or dashboard, got boss", "node", "--role", "boss")]
    [InlineData("imd://localhost:8888: expected a file or a folder that every worker sees, got a socket", "submit", "imd://localhost:8888")]
    public async Task What_a_cluster_cannot_do_is_said_in_words(string message, params string[] command)
    {
        await File.WriteAllTextAsync(Config, "");
        Sse told = await Sse.RunAsync([.. command, "--config", Config]);
        Assert.Equal(ExitCode.Failed, told.Exit);
        Assert.Contains(message, told.Error);
    }

    private string TableFile => Path.Combine(_folder, "a1", "fleet.json");

    private bool IsFinal(int runCount)
    {
        if (!File.Exists(TableFile)) return false;
        JsonElement[] rows = [.. JsonDocument.Parse(File.ReadAllText(TableFile)).RootElement.At("rows").EnumerateArray()];
        return rows.Length == runCount && rows.All(row => row.At("final").GetBoolean());
    }

    private async Task<string> HolderAsync(string run)
    {
        string holder = "";
        await UntilAsync(async () =>
        {
            JsonElement held = JsonDocument.Parse((await DoneAsync("runs", "--json")).Output).RootElement.At("held");
            holder = held.EnumerateArray().Where(one => one.At("run").GetString() == run && one.At("frames").GetInt64() > 0).Select(one => one.At("node").GetString()!).LastOrDefault("");
            return holder.Length > 0;
        });
        return holder;
    }

    private async Task<string> NodesAsync() => (await DoneAsync("nodes")).Output;

    private async Task<Sse> DoneAsync(params string[] arguments)
    {
        Sse ended = await Sse.RunAsync([.. arguments, "--config", Config]);
        Assert.True(ended.Exit == ExitCode.Done, ended.Error);
        return ended;
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Delay(50, _end.Token);
    }

    private void Start(string name, string role)
    {
        // The program beside this test runs with what this test runs with.
        string program = typeof(CommandLine).Assembly.Location, tests = Path.ChangeExtension(typeof(ClusterTests).Assembly.Location, null);
        string[] host = ["exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", program];
        var start = new ProcessStartInfo("dotnet", [.. host, "node", "--role", role, "--out", Path.Combine(_folder, name), "--config", Config])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SSE_NODE"] = name;
        var node = Process.Start(start)!;
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        _nodes[name] = node;
    }

    // A real trajectory of superionic CaF2, as LAMMPS wrote it.
    private static string[] Frames()
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Sample, "traj.lammpstrj.gz")), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return [.. text.ReadToEnd().Split("ITEM: TIMESTEP\n", StringSplitOptions.RemoveEmptyEntries).Take(101).Select(frame => "ITEM: TIMESTEP\n" + frame)];
    }

    private string Run(string name, string[] frames, bool toPs = false)
    {
        string run = Path.Combine(_folder, "runs", name);
        Directory.CreateDirectory(run);
        foreach (string beside in new[] { "in.lammps", "log.lammps" }) File.Copy(Path.Combine(Sample, beside), Path.Combine(run, beside));
        File.WriteAllText(Path.Combine(run, "traj.lammpstrj"), string.Concat(frames));
        if (toPs) File.WriteAllText(Path.Combine(run, "sse.conf"), "run.to-ps = 1.97\n"); // the next to last frame: what comes after it ends the run
        return run;
    }

    private static string Sample
    {
        get
        {
            DirectoryInfo? at = new(AppContext.BaseDirectory);
            while (at is not null && !Directory.Exists(Path.Combine(at.FullName, "samples"))) at = at.Parent;
            return Path.Combine(at!.FullName, "samples", "CaF2_1600K");
        }
    }
}
