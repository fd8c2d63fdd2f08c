using System.Buffers;
using System.Diagnostics;
using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>What a run's state costs to save and to load, and how large it is, after 5,000 frames of 300 atoms.</summary>
internal static class CheckpointBench
{
    private const int AtomCount = 300, FrameCount = 5000, IonCount = 100;
    private const double FramePs = 0.05;

    public static int Run()
    {
        var atoms = new AtomTable([.. Enumerable.Range(0, AtomCount).Select(i => i < IonCount ? "Li" : "O")], new Dictionary<string, double>());
        Tell("MSD, exact", () => new MsdAccumulator(atoms, long.MaxValue), (msd, _, x) => msd.Add(x), (msd, state) => msd.Carry(state));
        Tell("MSD, levels (64 MB of memory)", () => new MsdAccumulator(atoms, 64_000_000), (msd, _, x) => msd.Add(x), (msd, state) => msd.Carry(state));
        Tell("VACF to 20 ps", () => new VacfAccumulator(atoms, 400), (vacf, _, x) => vacf.Add(x), (vacf, state) => vacf.Carry(state));
        Tell("local diffusivities", () => new LocalDiffusivityLevels(IonCount, FramePs), (levels, k, x) => levels.Add(FramePs * k, x.AsSpan(0, 3 * IonCount)), (levels, state) => levels.Carry(state));
        return 0;
    }

    private static void Tell<T>(string name, Func<T> make, Action<T, int, double[]> add, Action<T, StateCarrier> carry)
    {
        var random = new Random(1);
        (T from, T to) = (make(), make());
        double[] x = new double[3 * AtomCount];
        for (int k = 0; k < FrameCount; k++)
        {
            for (int c = 0; c < x.Length; c++) x[c] += random.NextDouble() - 0.5;
            add(from, k, x);
        }
        StateCarrier measuring = StateCarrier.Measuring();
        carry(from, measuring);
        var output = new ArrayBufferWriter<byte>((int)measuring.ByteCount + 1);
        long began = Stopwatch.GetTimestamp();
        carry(from, StateCarrier.SavingTo(output));
        TimeSpan saving = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        carry(to, StateCarrier.LoadingFrom(output.WrittenMemory));
        Console.WriteLine($"{name,-32} {output.WrittenCount / 1e6,8:0.00} MB, saved in {saving.TotalMilliseconds,6:0.0} ms, loaded in {Stopwatch.GetElapsedTime(began).TotalMilliseconds,6:0.0} ms");
    }
}
