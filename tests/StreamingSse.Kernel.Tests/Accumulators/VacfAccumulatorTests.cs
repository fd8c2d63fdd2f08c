using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using static StreamingSse.Kernel.Tests.Accumulators.BruteForce;

namespace StreamingSse.Kernel.Tests.Accumulators;

public class VacfAccumulatorTests
{
    [Theory]
    [InlineData(new[] { 1 }, 30, new[] { 20 })]
    [InlineData(new[] { 2, 1 }, 100, new[] { 400 })]
    [InlineData(new[] { 5, 3, 1 }, 700, new[] { 90, 64, 1500 })]
    [InlineData(new[] { 3 }, 1100, new[] { 1, 2600 })]
    public void Raw_lag_sums_agree_with_all_pairs(int[] countOfSpecie, int maxLag, int[] stretchLengths)
    {
        AtomTable atoms = Atoms(countOfSpecie);
        double[][][] stretches = [.. stretchLengths.Select((n, i) => Velocities(atoms.AtomCount, n, seed: i))];
        VacfCurve[] curves = Run(atoms, maxLag, stretches).Read();
        Assert.Equal(countOfSpecie.Length, curves.Length);
        foreach (VacfCurve curve in curves)
        {
            Assert.Equal(countOfSpecie[curve.Specie], curve.AtomCount);
            Assert.Equal(Math.Min(stretchLengths.Max() - 1, maxLag) + 1, curve.SumA2PerPs2.Length);
            double largest = curve.SumA2PerPs2[0];
            for (int lag = 0; lag < curve.SumA2PerPs2.Length; lag += lag < 50 ? 1 : 9)
            {
                (double sum, long origins) = Product(stretches, atoms.AtomsOf(curve.Specie), lag);
                Assert.Equal(origins, curve.OriginCount[lag]);
                Assert.Equal(sum, curve.SumA2PerPs2[lag], tolerance: 1e-12 * largest);
            }
        }
    }

    [Fact]
    public void Free_flight_never_forgets()
    {
        AtomTable atoms = Atoms(2);
        double[] v = [1, 2, 3, -1, 0, 0.5];
        VacfCurve curve = Run(atoms, 40, [.. Enumerable.Repeat(v, 90)]).Read().Single();
        Assert.All(curve.MeanA2PerPs2(), mean => Assert.Equal((14 + 1.25) / 2, mean, tolerance: 1e-12)); // mean v² of the two
    }

    [Fact]
    public void A_harmonic_velocity_gives_half_its_square_amplitude_times_the_cosine()
    {
        const double omega = 2 * Math.PI / 25; // per frame; 50 whole periods in 1250 origins
        double[][] frames = [.. Enumerable.Range(0, 1350).Select(t => new[] { 3 * Math.Cos(omega * t), 0, 0 })];
        double[] mean = Run(Atoms(1), 100, frames).Read().Single().MeanA2PerPs2();
        Assert.Equal(9 / 2.0 * Math.Cos(omega * 100), mean[100], tolerance: 1e-12);
    }

    [Fact]
    public void A_run_no_longer_than_its_largest_lag_gives_the_whole_biased_correlation()
    {
        // Σ over lags −(n−1)…(n−1) of the raw sums is (Σ v)² for each component: an identity that no lag may miss.
        double[][] frames = Velocities(4, 300, seed: 9);
        VacfCurve curve = Run(Atoms(4), 5000, frames).Read().Single();
        Assert.Equal(300, curve.SumA2PerPs2.Length);
        double squareOfSums = Enumerable.Range(0, 12).Sum(c => Math.Pow(frames.Sum(f => f[c]), 2));
        Assert.Equal(squareOfSums, curve.SumA2PerPs2[0] + 2 * curve.SumA2PerPs2[1..].Sum(), tolerance: 1e-9 * squareOfSums);
    }

    [Fact]
    public void Any_moment_has_the_bits_of_a_fresh_run()
    {
        double[][] frames = Velocities(3, 900, seed: 2);
        var live = new VacfAccumulator(Atoms(2, 1), 200);
        for (int t = 0; t < frames.Length; t++)
        {
            live.Add(frames[t]);
            if (t % 97 != 0) continue;
            VacfCurve[] fresh = Run(Atoms(2, 1), 200, frames[..(t + 1)]).Read(), now = live.Read();
            for (int s = 0; s < 2; s++) AssertSameBits(fresh[s].SumA2PerPs2, now[s].SumA2PerPs2);
        }
    }

    [Fact]
    public void Steady_state_allocates_nothing_and_memory_stays()
    {
        double[] frame = Velocities(8, 1, seed: 2)[0];
        var vacf = new VacfAccumulator(Atoms(8), 600);
        for (int t = 0; t < 2000; t++) vacf.Add(frame);
        long bytes = vacf.MemoryBytes, before = GC.GetAllocatedBytesForCurrentThread();
        for (int t = 0; t < 2000; t++) vacf.Add(frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(bytes, vacf.MemoryBytes);
    }

    [Fact]
    public void The_longest_lag_follows_the_budget_and_keeps_to_it()
    {
        AtomTable atoms = Atoms(20);
        Assert.Equal(2000, VacfAccumulator.LagWithin(long.MaxValue, atoms, 2000));
        int lag = VacfAccumulator.LagWithin(1_000_000, atoms, 2000);
        Assert.InRange(lag, 65, 1000);
        var vacf = new VacfAccumulator(atoms, lag);
        double[] still = new double[60];
        for (int frame = 0; frame < 5000; frame++) vacf.Add(still);
        Assert.InRange(vacf.MemoryBytes, 1, 1_000_000);
    }

    [Fact]
    public void Without_a_frame_there_is_no_lag() => Assert.Empty(new VacfAccumulator(Atoms(1), 10).Read().Single().SumA2PerPs2);

    [Fact]
    public void A_frame_of_another_size_is_refused() => Assert.Contains(
        "expected 3 components, got 6", Assert.Throws<ArgumentException>(() => new VacfAccumulator(Atoms(1), 10).Add(new double[6])).Message);

    private static VacfAccumulator Run(AtomTable atoms, int maxLag, params double[][][] stretches)
    {
        var vacf = new VacfAccumulator(atoms, maxLag);
        foreach (double[][] frames in stretches)
        {
            vacf.BeginBlock();
            foreach (double[] frame in frames) vacf.Add(frame);
        }
        Assert.Equal(stretches.Sum(s => s.Length), vacf.FrameCount);
        return vacf;
    }

    private static double[][] Velocities(int atomCount, int frameCount, int seed) => Walk(atomCount, frameCount, seed, stepA: 0, vibrationA: 1)
        .Select(frame => frame.Select(x => x - 10).ToArray()).ToArray();
}
