using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using static StreamingSse.Kernel.Tests.Accumulators.BruteForce;

namespace StreamingSse.Kernel.Tests.Accumulators;

public class MsdLevelsTests
{
    private const long Plenty = 1L << 40;
    private const int SmallestBaseLag = 256; // what a budget of nothing gets

    [Theory]
    [InlineData(0, new[] { 5000 })]           // levels from the first frame
    [InlineData(0, new[] { 700, 2600, 300 })]
    [InlineData(1_000_000, new[] { 5000 })]   // a hand-over on the way
    [InlineData(1_000_000, new[] { 300, 4500 })]
    [InlineData(1_000_000, new[] { 4000, 1300 })]
    [InlineData(3_000_000, new[] { 3000, 9000 })]
    public void Each_lag_has_all_origins_before_the_hand_over_and_every_stride_th_after_it(long budgetBytes, int[] stretchLengths)
    {
        AtomTable atoms = Atoms(2, 1);
        double[][][] stretches = [.. stretchLengths.Select((n, i) => Walk(3, n, seed: 20 + i))];
        (MsdAccumulator msd, int handOver) = RunToTheEnd(atoms, budgetBytes, stretches);
        MsdCurve curve = msd.Read()[0];

        int maxLag = stretchLengths.Max() / 2, baseLag = BaseLagOf(curve);
        AssertLagsOfLevels(curve.Lags, baseLag, maxLag);
        foreach (int at in Enumerable.Range(0, curve.Lags.Length).Where(i => i % 11 == 0 || i > curve.Lags.Length - 3))
        {
            (double mean, long origins) = Definition(stretches, atoms.AtomsOf(0), curve.Lags[at], StrideOf(curve.Lags[at], baseLag), handOver);
            Assert.Equal(origins, curve.OriginCount[at]);
            Assert.Equal(mean, curve.XA2[at], tolerance: 1e-9 * mean + 1e-300);
        }
    }

    [Fact]
    public void Levels_differ_from_all_origins_by_less_than_a_tenth_of_the_standard_error()
    {
        const int replicas = 10, frameCount = 4000;
        AtomTable atoms = Atoms(6);
        var exact = new List<MsdCurve>();
        var levels = new List<MsdCurve>();
        for (int seed = 0; seed < replicas; seed++)
        {
            double[][] frames = Walk(6, frameCount, seed, stepA: 0.02);
            exact.Add(Msd(atoms, Plenty, frames).Read()[0]);
            levels.Add(Msd(atoms, 0, frames).Read()[0]);
        }
        int[] lags = levels[0].Lags;
        Assert.Equal(SmallestBaseLag, BaseLagOf(levels[0])); // the coarsest there is
        for (int at = SmallestBaseLag + 1; at < lags.Length; at += 5)
        {
            double[] truth = [.. exact.Select(c => c.TotalA2()[lags[at]])], kept = [.. levels.Select(c => c.TotalA2()[at])];
            double error = Math.Sqrt(truth.Sum(x => Math.Pow(x - truth.Average(), 2)) / (replicas - 1));
            double deviation = Math.Sqrt(kept.Zip(truth, (k, t) => Math.Pow(k - t, 2)).Sum() / replicas);
            Assert.True(deviation < 0.1 * error, $"lag {lags[at]}: {deviation} beside a standard error of {error}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700_000)]
    public void A_replay_gives_the_same_bits_and_reading_changes_nothing(long budgetBytes)
    {
        AtomTable atoms = Atoms(2, 1);
        double[][] frames = Walk(3, 3000, seed: 2);
        var read = new MsdAccumulator(atoms, budgetBytes);
        for (int t = 0; t < frames.Length; t++)
        {
            read.Add(frames[t]);
            if (t % 250 == 17) read.Read();
        }
        Assert.False(read.IsExact);
        AssertSameBits(Msd(atoms, budgetBytes, frames).Read(), read.Read());
    }

    [Theory]
    [InlineData(500_000)]
    [InlineData(2_000_000)]
    [InlineData(20_000_000)]
    public void The_exact_mode_keeps_to_its_budget_and_uses_most_of_it(long budgetBytes)
    {
        AtomTable atoms = Atoms(40, 8);
        double[] frame = Walk(48, 1, seed: 1)[0];
        var msd = new MsdAccumulator(atoms, budgetBytes);
        long most = 0;
        while (true)
        {
            msd.Add(frame);
            if (!msd.IsExact) break;
            most = Math.Max(most, msd.MemoryBytes);
        }
        Assert.InRange(most, budgetBytes * 0.5, budgetBytes);
    }

    [Fact]
    public void A_smaller_budget_ends_the_exact_mode_and_loses_no_pair()
    {
        AtomTable atoms = Atoms(20, 3);
        double[][] frames = Walk(23, 3333, seed: 6);
        MsdAccumulator msd = Msd(atoms, Plenty, frames);
        MsdCurve[] exact = msd.Read();
        long before = msd.MemoryBytes;
        msd.SetBudget(before * 2);
        Assert.True(msd.IsExact);
        msd.SetBudget(before / 2);
        Assert.False(msd.IsExact);
        Assert.True(msd.MemoryBytes < before);
        msd.SetBudget(Plenty); // no way back
        Assert.False(msd.IsExact);

        MsdCurve[] levels = msd.Read();
        for (int s = 0; s < 2; s++)
            for (int at = 0; at < levels[s].Lags.Length; at++)
            {
                int lag = levels[s].Lags[at];
                Assert.Equal(exact[s].OriginCount[lag], levels[s].OriginCount[at]);
                Assert.Equal(exact[s].YA2[lag], levels[s].YA2[at], tolerance: 1e-9 * exact[s].YA2[lag] + 1e-300);
                Assert.Equal(exact[s].CollectiveA2[lag], levels[s].CollectiveA2[at], tolerance: 1e-9 * exact[s].CollectiveA2[lag] + 1e-300);
            }
    }

    [Fact]
    public void Memory_of_levels_grows_by_one_level_a_doubling_and_stays_under_its_bound()
    {
        AtomTable atoms = Atoms(24);
        double[] frame = Walk(24, 1, seed: 1)[0];
        var msd = new MsdAccumulator(atoms, 0);
        var bytes = new List<long>();
        for (int t = 1; t <= 1 << 14; t++)
        {
            msd.Add(frame);
            if (t >= 1 << 11 && (t & (t - 1)) == 0) bytes.Add(msd.MemoryBytes);
        }
        // 22 B × base lag × series each, some more beside so few series for tables and a readout's copy.
        long bound = 3 * 22 * SmallestBaseLag * 3 * 24;
        for (int i = 1; i < bytes.Count; i++) Assert.InRange(bytes[i] - bytes[i - 1], 0, bound);
    }

    [Fact]
    public void Levels_allocate_nothing_per_frame_nor_per_block()
    {
        AtomTable atoms = Atoms(3);
        double[] frame = Walk(3, 1, seed: 1)[0];
        var msd = new MsdAccumulator(atoms, 0);
        for (int t = 0; t < 26_000; t++) msd.Add(frame); // the level that came at 16,384 is full, the next is due at 32,768
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 0; t < 4_000; t++) msd.Add(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_words_say_which_lags_have_all_origins()
    {
        AtomTable atoms = Atoms(1);
        double[][] frames = Walk(1, 2000, seed: 1);
        Assert.Equal("all lags to 1000 frames by all origins", Msd(atoms, Plenty, frames).LagsInWords);
        Assert.Equal("all lags to 200 frames by all origins", Msd(atoms, 0, frames[..400]).LagsInWords);
        Assert.Equal("all lags to 256 frames by all origins, longer ones to 500 frames by every 2nd origin", Msd(atoms, 0, frames[..1000]).LagsInWords);
        Assert.Equal("all lags to 256 frames by all origins, longer ones to 1000 frames by every 2nd to every 4th origin", Msd(atoms, 0, frames).LagsInWords);
        MsdAccumulator later = Msd(atoms, Plenty, frames[..900]);
        later.SetBudget(0);
        foreach (double[] frame in frames[900..]) later.Add(frame);
        Assert.Equal("all lags to 256 frames by all origins, longer ones to 1000 frames by every 2nd to every 4th origin (by all origins before frame 900)", later.LagsInWords);
    }

    private static (MsdAccumulator, int HandOver) RunToTheEnd(AtomTable atoms, long budgetBytes, double[][][] stretches)
    {
        var msd = new MsdAccumulator(atoms, budgetBytes);
        int handOver = 0;
        for (int s = 0; s < stretches.Length; s++)
        {
            if (s > 0) msd.BeginBlock();
            foreach (double[] frame in stretches[s])
            {
                msd.Add(frame);
                if (msd.IsExact) handOver++;
            }
        }
        Assert.False(msd.IsExact);
        return (msd, handOver);
    }

    // Pairs that end before the hand-over count once, each; later ones by every stride-th origin of their stretch, for as many.
    private static (double Mean, long Origins) Definition(double[][][] stretches, ReadOnlySpan<int> members, int lag, int stride, int handOver)
    {
        double sum = 0, weight = 0;
        long origins = 0;
        int first = 0;
        foreach (double[][] frames in stretches)
        {
            for (int k = 0; k + lag < frames.Length; k++)
            {
                bool early = first + k + lag < handOver;
                if (!early && k % stride != 0) continue;
                origins++;
                weight += early ? 1 : stride;
                foreach (int atom in members) sum += (early ? 1 : stride) * Math.Pow(frames[k + lag][3 * atom] - frames[k][3 * atom], 2);
            }
            first += frames.Length;
        }
        return (sum / weight / members.Length, origins);
    }

    private static int BaseLagOf(MsdCurve curve) => Enumerable.Range(1, curve.Lags.Length - 1).First(i => curve.Lags[i] != i) - 1;

    private static int StrideOf(int lag, int baseLag)
    {
        int stride = 1;
        while (baseLag * stride < lag) stride *= 2;
        return stride;
    }

    private static void AssertLagsOfLevels(int[] lags, int baseLag, int maxLag) => Assert.Equal(
        Enumerable.Range(0, maxLag + 1).Where(lag => lag % StrideOf(lag, baseLag) == 0), lags);
}
