using System.Diagnostics;
using System.Globalization;
using StreamingSse.Cluster.Broker;
using StreamingSse.Cluster.Folder;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Table;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Bench;

/// <summary>States per second through each link and into the table, and what a table costs. The runs are simulated: copies of one real state under other names.</summary>
/// <remarks>sse-bench cluster folder|broker|aggregator STATE.sserun RUNS; the broker is the one that SSE_BROKER_URI names.</remarks>
internal static class ClusterBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> Run(string what, string stateFile, int runCount)
    {
        RunState template = RunStateCodec.Decode(File.ReadAllBytes(stateFile), stateFile);
        Console.WriteLine($"{what}: {runCount} simulated runs, states of {new FileInfo(stateFile).Length / 1024.0:0.0} KiB");
        RunState[] states = [.. Enumerable.Range(0, runCount).Select(i => template with { Run = $"/simulated/{i:00000}", Name = $"{i:00000}" })];
        using var end = new CancellationTokenSource(Patience);
        switch (what)
        {
            case "folder": await ThroughFolder(states, end.Token); break;
            case "broker": await ThroughBroker(states, end); break;
            case "aggregator": await IntoTable(states); break;
            default: throw new ArgumentException($"expected folder, broker or aggregator, got {what}");
        }
        return 0;
    }

    private static async Task ThroughFolder(RunState[] states, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory("sse-bench-").FullName;
        var link = new FolderLink(folder, new FolderPace(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2)), follow: false, TimeProvider.System, Console.WriteLine);
        await Rate("published", states.Length, async () =>
        {
            foreach (RunState state in states) await link.PublishAsync(state, stop);
        });
        await Rate("read", states.Length, () => ReadAsync(link, states.Length, stop));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ThroughBroker(RunState[] states, CancellationTokenSource end)
    {
        ClusterConfig cluster = SseConfig.Load([]).Cluster with { Node = "bench" };
        ClusterConfig config = cluster with { Broker = cluster.Broker with { Prefix = $"bench{Environment.ProcessId}" } };
        var names = new BrokerNames(config.Broker.Prefix);
        var link = new BrokerLink(names, _ => { }, Console.WriteLine);
        var ready = new TaskCompletionSource();
        Task life = new BrokerNode(config, Console.WriteLine, link.SendDuringAsync, link.ReceiveDuringAsync, session =>
        {
            ready.TrySetResult();
            return session.Lost;
        }).RunAsync(end.Token);
        await ready.Task;
        while (true)
        {
            try
            {
                await link.PublishAsync(states[0], end.Token);
                break;
            }
            catch (IOException)
            {
                await Task.Delay(10, end.Token); // its channel is being opened
            }
        }
        Task reading = Rate("read back", states.Length, () => ReadAsync(link, states.Length, end.Token));
        await Rate("published one after the other, each confirmed", states.Length - 1, async () =>
        {
            foreach (RunState state in states.Skip(1)) await link.PublishAsync(state, end.Token);
        });
        await reading;
        await end.CancelAsync();
        await life;
    }

    private static async Task IntoTable(RunState[] states)
    {
        string folder = Directory.CreateTempSubdirectory("sse-bench-").FullName;
        SseConfig config = SseConfig.Load([]);
        config = config with { Models = config.Models with { On = false } };
        long before = MemoryBytes();
        using (var store = new SqliteRunTable(Path.Combine(folder, "fleet.sqlite")))
        {
            var link = new ProcessLink();
            await using WatchPipeline pipeline = Topology.Start([], config, fleet: new FleetSetup([link], store, [], 0, (_, _) => { }));
            await Rate("folded, correlated and stored", states.Length, async () =>
            {
                foreach (RunState state in states) await link.PublishAsync(state, default);
                link.Close();
                await pipeline.Fleet!.SettleAsync(CancellationToken.None);
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pipeline.Fleet!.Board.Latest.Rows.Count} rows; memory grew by {(MemoryBytes() - before) / 1048576.0:0} MiB"));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ReadAsync(IRunLink link, int count, CancellationToken stop)
    {
        HashSet<string> seen = [];
        await foreach (RunState state in link.ReadAsync(stop))
        {
            seen.Add(state.Run);
            if (seen.Count == count) return;
        }
    }

    private static async Task Rate(string deed, int count, Func<Task> work)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        await work();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds, cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {deed} in {seconds:0.0} s: {count / seconds:0} per second; {1e3 * cpuSeconds / count:0.00} ms of CPU each"));
    }

    private static long MemoryBytes()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
