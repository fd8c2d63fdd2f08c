using System.Diagnostics;
using System.Runtime.InteropServices;
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

/// <summary>How much slower a run is read while models are trained beside it: in pairs, the medians of their ratios.</summary>
/// <remarks>Wall time, and the CPU time of everything but the trainer's thread: the latter does not depend on who else is on the machine.</remarks>
internal static partial class TrainingBench
{
    private const int Rows = 174, Inputs = 70;
    private const int ThreadCpuClock = 3;

    public static async Task<int> Run(string path, int pairs)
    {
        await Read(path); // the first one pays for compilation and page cache
        List<double> walls = [], cpus = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            (double aloneS, double aloneCpuS) = pair % 2 == 0 ? await Alone(path) : (0, 0);
            (double besideS, double besideCpuS) = await Beside(path);
            if (pair % 2 == 1) (aloneS, aloneCpuS) = await Alone(path);
            Console.WriteLine($"alone {aloneS:0.000} s, {aloneCpuS:0.000} s of CPU; while training {besideS:0.000} s, {besideCpuS:0.000} s of CPU");
            walls.Add(besideS / aloneS);
            cpus.Add(besideCpuS / aloneCpuS);
        }
        Console.WriteLine($"{{\"slower\": {Median(walls) - 1:0.000}, \"cpu\": {Median(cpus) - 1:0.000}, \"pairs\": {pairs}}}");
        return 0;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(double WallS, double CpuS)> Alone(string path)
    {
        double fromS = CpuS(), wallS = await Read(path);
        return (wallS, CpuS() - fromS);
    }

    private static async Task<(double WallS, double CpuS)> Beside(string path)
    {
        using var stop = new CancellationTokenSource();
        double fromS = CpuS();
        Task<double> training = LowPriorityWorker.Run(Train, stop.Token);
        double wallS = await Read(path);
        await stop.CancelAsync();
        double trainerS = await training;
        return (wallS, CpuS() - fromS - trainerS);
    }

    private static double CpuS() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <returns>CPU seconds of its thread.</returns>
    private static double Train(CancellationToken stop)
    {
        double fromS = ThreadCpuS();
        var dice = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Rows * Inputs).Select(_ => dice.NextSingle())], targets = [.. Enumerable.Range(0, Rows).Select(_ => dice.NextSingle())];
        int[] order = [.. Enumerable.Range(0, Rows)];
        var network = new Mlp(Inputs, MlpSettings.Paper, seed: 1);
        while (!stop.IsCancellationRequested) network.Epoch(inputs, targets, order);
        return ThreadCpuS() - fromS;
    }

    private static double ThreadCpuS() => ClockGetTime(ThreadCpuClock, out Timespec now) == 0 ? now.Seconds + 1e-9 * now.Nanoseconds : double.NaN;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec now);

    private readonly record struct Timespec(long Seconds, long Nanoseconds);

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
