using System.Diagnostics;
using System.Globalization;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>What the levels cost per frame, a check of the rule, and the memory of a very long run: <c>sse-bench coverage --cost</c>.</summary>
internal static class CoverageCost
{
    private const int FrameCount = 40_000;
    private const int CheckCount = 200;
    private const int LongFrameCount = 10_000_000;

    public static int Run()
    {
        double total = 0;
        foreach (int ionCount in (int[])[64, 192, 200])
        {
            foreach (double framePs in (double[])[0.5, 0.05])
            {
                var walk = new HopWalk(ionCount, new CoverageRandom(1), 0.05);
                double[][] frames = [.. Enumerable.Range(0, 512).Select(_ => new double[3 * ionCount])];
                foreach (double[] positionsA in frames) walk.Next(framePs, positionsA);
                var levels = new LocalDiffusivityLevels(ionCount, framePs);
                Feed(levels, frames, 0, 5000, framePs);
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                Feed(levels, frames, 5000, FrameCount, framePs);
                double perFrameUs = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / FrameCount;

                before = Process.GetCurrentProcess().TotalProcessorTime;
                for (int i = 0; i < CheckCount; i++) total += DiffusionRule.Assess(levels)?.D.Value ?? 0;
                double perCheckMs = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / CheckCount;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{ionCount,3} ions, a frame every {framePs,4} ps: {perFrameUs,6:f2} us per frame, {perCheckMs,5:f2} ms per check"));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"200 ions, {LongFrameCount} frames of 0.05 ps: {AllocatedBytes(200, 0.05) / 1e6:f2} MB"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"cpu\": {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:f1}, \"check\": \"{total:e3}\"}}"));
        return 0;
    }

    /// <summary>All that the levels ever allocate, kept or not, over a run of ten million frames.</summary>
    private static long AllocatedBytes(int ionCount, double framePs)
    {
        var walk = new HopWalk(ionCount, new CoverageRandom(1), 0.05);
        double[] positionsA = new double[3 * ionCount];
        walk.Next(framePs, positionsA);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var levels = new LocalDiffusivityLevels(ionCount, framePs);
        for (int frame = 0; frame < LongFrameCount; frame++)
        {
            positionsA[frame % positionsA.Length] += frame % 2 == 0 ? CoverageWalk.HopA : -CoverageWalk.HopA;
            levels.Add(frame * framePs, positionsA);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Feed(LocalDiffusivityLevels levels, double[][] frames, int from, int count, double framePs)
    {
        for (int f = from; f < from + count; f++) levels.Add(f * framePs, frames[f % frames.Length]);
    }
}
