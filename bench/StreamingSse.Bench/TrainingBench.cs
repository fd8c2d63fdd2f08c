using System.Diagnostics;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Models;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Bench;

/// <summary>How much slower a run is read while models are trained beside it: wall time, in pairs, the median of their ratios.</summary>
internal static class TrainingBench
{
    private const int Rows = 174, Inputs = 70;

    public static async Task<int> Run(string path, int pairs)
    {
        await Read(path); // the first one pays for compilation and page cache
        List<double> ratios = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            double aloneS = await Read(path), besideS;
            using (var stop = new CancellationTokenSource())
            {
                Task<int> training = LowPriorityWorker.Run(Train, stop.Token);
                besideS = await Read(path);
                await stop.CancelAsync();
                Console.WriteLine($"alone {aloneS:0.000} s, while training {besideS:0.000} s ({await training} epochs)");
            }
            ratios.Add(besideS / aloneS);
        }
        ratios.Sort();
        Console.WriteLine($"{{\"slower\": {ratios[ratios.Count / 2] - 1:0.000}, \"pairs\": {pairs}}}");
        return 0;
    }

    private static int Train(CancellationToken stop)
    {
        var dice = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Rows * Inputs).Select(_ => dice.NextSingle())], targets = [.. Enumerable.Range(0, Rows).Select(_ => dice.NextSingle())];
        int[] order = [.. Enumerable.Range(0, Rows)];
        var network = new Mlp(Inputs, MlpSettings.Paper, seed: 1);
        int epochs = 0;
        for (; !stop.IsCancellationRequested; epochs++) network.Epoch(inputs, targets, order);
        return epochs;
    }

    private static async Task<double> Read(string path)
    {
        SseConfig config = SseConfig.Load([]);
        RunPlan plan = RunDiscovery.Find(path, new RunOptions { TimestepFs = 1, MobileSpecies = ["Li"] });
        var setup = new RunSetup(
            "run", plan, new FollowOptions(), new AnalysisOptions(MobileSpecies.Named("Li")), UnwrapMode.Displacements, config.Analysis.VacfMaxLagPs,
            config.Memory.Budget.Bytes, config.Stream.BufferFrames, SnapshotPace.OnlyAtTheEnd);
        long began = Stopwatch.GetTimestamp();
        await using WatchPipeline pipeline = Topology.Start([setup], config);
        await pipeline.Board.AllOver;
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
