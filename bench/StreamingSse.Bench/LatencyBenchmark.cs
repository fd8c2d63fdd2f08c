using System.Diagnostics;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Bench;

/// <summary>How long after a frame is written the pipeline has taken it, ms; a view draws it within <c>view.refresh</c> of that.</summary>
internal static class LatencyBenchmark
{
    private static readonly TimeSpan Give = TimeSpan.FromSeconds(5);

    /// <param name="arguments">FRAMES INTERVAL_MS</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var frames, var interval])
        {
            await Console.Error.WriteLineAsync("usage: sse-bench latency FRAMES INTERVAL_MS");
            return 2;
        }

        string folder = Directory.CreateTempSubdirectory("sse-latency-").FullName;
        string path = Path.Combine(folder, "run0000.lammpstrj");
        using var walk = new GrowingFiles.Walk(path, atomCount: 300, seed: 1);
        for (int frame = 0; frame < 3; frame++) walk.WriteFrame(frame);

        await using WatchPipeline pipeline = Topology.Start([Setup(path)], SseConfig.Load([]));
        var latenciesMs = new List<double>();
        for (int frame = 3; frame < 3 + int.Parse(frames); frame++)
        {
            await Task.Delay(int.Parse(interval));
            walk.WriteFrame(frame);
            long written = Stopwatch.GetTimestamp();
            while (pipeline.Board.Runs is not [{ Counters.FrameCount: var count }] || count <= frame)
            {
                if (Stopwatch.GetElapsedTime(written) > Give) throw new TimeoutException($"frame {frame} was not taken within {Give.TotalSeconds} s");
                await Task.Delay(1);
            }

            latenciesMs.Add(Stopwatch.GetElapsedTime(written).TotalMilliseconds);
        }

        latenciesMs.Sort();
        Console.WriteLine($"{latenciesMs.Count} frames every {interval} ms: median {latenciesMs[latenciesMs.Count / 2]:0.0} ms, "
            + $"95 % {latenciesMs[(int)(0.95 * latenciesMs.Count)]:0.0} ms, longest {latenciesMs[^1]:0.0} ms");
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static RunSetup Setup(string path)
    {
        SseConfig config = SseConfig.Load([]);
        RunPlan plan = RunDiscovery.Find(path, new RunOptions { TimestepFs = 1, MobileSpecies = ["Li"] });
        var follow = new FollowOptions { Follow = true, PollMin = config.Follow.PollMin, PollMax = config.Follow.PollMax };
        return new RunSetup("run", plan, follow, new AnalysisOptions(new MobileSpecies(["Li"], [], "")), UnwrapMode.Displacements,
            config.Analysis.VacfMaxLagPs, config.Memory.Budget.Bytes, config.Stream.BufferFrames, new SnapshotPace(config.Snapshot.IntervalMin, config.Snapshot.ReadoutShare));
    }
}
