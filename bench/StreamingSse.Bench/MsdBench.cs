using System.Runtime.InteropServices;
using System.Text.Json;
using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Bench;

/// <summary>Exact online MSD of all lags up to half of the run, frame by frame, with one readout at the end.</summary>
/// <remarks>
/// FILE holds float64 positions, shape [frames, atoms, 3]. CPU seconds (user + system) of adding the frames and of the readout; reading the file is
/// not charged. The first pass touches the memory, the second, in memory that the process already has, is the figure; both are printed.
/// </remarks>
internal static class MsdBench
{
    private const int FramesAtOnce = 500;

    private sealed record Options(string Path, int AtomCount, int FrameCount, int SpecieCount, long BudgetBytes);

    private sealed record Pass(double UserS, double SystemS, double ReadoutS, long MemoryBytes, string Lags, MsdCurve[] Curves)
    {
        public double CpuS => UserS + SystemS;
    }

    public static int Run(string[] args)
    {
        if (args.Length is < 3 or > 5)
        {
            Console.Error.WriteLine("usage: sse-bench msd FILE ATOMS FRAMES [SPECIES [BUDGET-MB]]");
            return 2;
        }
        var options = new Options(args[0], int.Parse(args[1]), int.Parse(args[2]), args.Length > 3 ? int.Parse(args[3]) : 1,
            args.Length > 4 ? long.Parse(args[4]) * 1_000_000 : long.MaxValue / 4);
        Pass cold = Measure(options), warm = cold;
        Report("first pass", options, cold);
        cold = cold with { Curves = [] };
        warm = Measure(options);
        Report("second pass", options, warm);
        double total1 = Total(warm.Curves, 1), totalHalf = Total(warm.Curves, options.FrameCount / 2);
        Console.WriteLine($"largest relative deviation from brute force at 10 lags: {LargestDeviation(options, warm.Curves):E1}");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            cpu = warm.CpuS,
            check = $"msd_1 {total1:R} msd_half {totalHalf:R}; first pass {cold.CpuS:F2} s (system {cold.SystemS:F2}), second {warm.CpuS:F2} s (system {warm.SystemS:F2}), {warm.MemoryBytes / 1e6:F0} MB",
        }));
        return 0;
    }

    private static Pass Measure(Options o)
    {
        GC.Collect();
        string[] specieOfAtom = [.. Enumerable.Range(0, o.AtomCount).Select(atom => $"S{atom % o.SpecieCount}")];
        var msd = new MsdAccumulator(new AtomTable(specieOfAtom, new Dictionary<string, double>()), o.BudgetBytes);
        double user = 0, system = 0;
        foreach (ReadOnlyMemory<double> frames in Frames(o))
        {
            Environment.ProcessCpuUsage before = Environment.CpuUsage;
            ReadOnlySpan<double> positionsA = frames.Span;
            for (; positionsA.Length > 0; positionsA = positionsA[(3 * o.AtomCount)..]) msd.Add(positionsA[..(3 * o.AtomCount)]);
            Environment.ProcessCpuUsage after = Environment.CpuUsage;
            user += (after.UserTime - before.UserTime).TotalSeconds;
            system += (after.PrivilegedTime - before.PrivilegedTime).TotalSeconds;
        }
        Environment.ProcessCpuUsage start = Environment.CpuUsage;
        MsdCurve[] curves = msd.Read();
        double readout = (Environment.CpuUsage.TotalTime - start.TotalTime).TotalSeconds;
        return new Pass(user + readout, system, readout, msd.MemoryBytes, msd.LagsInWords, curves);
    }

    private static IEnumerable<ReadOnlyMemory<double>> Frames(Options o)
    {
        using FileStream file = File.OpenRead(o.Path);
        var buffer = new double[FramesAtOnce * 3 * o.AtomCount];
        for (int left = o.FrameCount; left > 0; left -= FramesAtOnce)
        {
            Memory<double> part = buffer.AsMemory(0, Math.Min(left, FramesAtOnce) * 3 * o.AtomCount);
            file.ReadExactly(MemoryMarshal.AsBytes(part.Span));
            yield return part;
        }
    }

    private static void Report(string what, Options o, Pass pass) => Console.WriteLine(
        $"{what}: {pass.CpuS:F2} s CPU (user {pass.UserS:F2}, system {pass.SystemS:F2}; readout {pass.ReadoutS * 1e3:F0} ms of it), " +
        $"{pass.CpuS / (3.0 * o.AtomCount * o.FrameCount) * 1e9:F1} ns/sample, {pass.MemoryBytes / 1e6:F0} MB; {pass.Lags}");

    private static double Total(MsdCurve[] curves, int lag)
    {
        double sum = 0;
        foreach (MsdCurve curve in curves)
        {
            int at = Array.IndexOf(curve.Lags, lag);
            sum += at < 0 ? double.NaN : (curve.XA2[at] + curve.YA2[at] + curve.ZA2[at]) * curve.AtomCount;
        }
        return sum / curves.Sum(curve => curve.AtomCount);
    }

    private static double LargestDeviation(Options o, MsdCurve[] curves)
    {
        var all = new double[(long)o.FrameCount * 3 * o.AtomCount];
        int filled = 0;
        foreach (ReadOnlyMemory<double> frames in Frames(o))
        {
            frames.Span.CopyTo(all.AsSpan(filled));
            filled += frames.Length;
        }
        double worst = 0;
        int half = o.FrameCount / 2, width = 3 * o.AtomCount;
        int[] lags = [1, 2, 5, 17, 100, 999, half / 3, half / 2 + 7, half - 1, half];
        foreach (int lag in lags.Select(wanted => curves[0].Lags.MinBy(kept => Math.Abs(kept - wanted))).Where(lag => lag > 0))
        {
            double sum = 0;
            for (int frame = 0; frame + lag < o.FrameCount; frame++)
                sum += Square(all.AsSpan(frame * width, width), all.AsSpan((frame + lag) * width, width));
            double expected = sum / (o.FrameCount - lag) / o.AtomCount;
            worst = Math.Max(worst, Math.Abs(Total(curves, lag) / expected - 1));
        }
        return worst;
    }

    private static double Square(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int c = 0; c < a.Length; c++) sum += (a[c] - b[c]) * (a[c] - b[c]);
        return sum;
    }
}
