using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using static StreamingSse.Kernel.Tests.Accumulators.BruteForce;

namespace StreamingSse.Kernel.Tests.Accumulators;

public class MsdAccumulatorTests
{
    private const long Plenty = 1L << 40;

    [Fact]
    public void Ballistic_atoms_give_speed_squared_times_lag_squared()
    {
        const double speed = 0.25; // Å per frame, along x
        MsdCurve curve = Msd(Atoms(2), Plenty, [.. Enumerable.Range(0, 101).Select(t => new[] { speed * t, 0, 0, 10 + speed * t, 0, 0 })]).Read().Single();
        Assert.Equal(51, curve.Lags.Length);
        for (int lag = 0; lag <= 50; lag++)
        {
            Assert.Equal(speed * speed * lag * lag, curve.XA2[lag], tolerance: 1e-10);
            Assert.Equal(speed * speed * lag * lag, curve.TotalA2()[lag], tolerance: 1e-10);
            Assert.Equal(0, curve.YA2[lag]);
            // Two atoms that move as one: |2·d|²/2.
            Assert.Equal(2 * speed * speed * lag * lag, curve.CollectiveA2[lag], tolerance: 1e-10);
            Assert.Equal(101 - lag, curve.OriginCount[lag]);
        }
    }

    [Fact]
    public void Independent_walkers_give_three_step_variances_per_frame_alone_and_together()
    {
        const int atomCount = 400, frameCount = 400;
        const double stepA = 0.3;
        MsdCurve curve = Msd(Atoms(atomCount), Plenty, Walk(atomCount, frameCount, seed: 11, stepA, vibrationA: 0)).Read().Single();
        foreach (int lag in new[] { 1, 2, 5, 10 })
        {
            // ⟨|Δr|²⟩ = 3 s² per frame; relative error √(2/(3·N·origins/lag)), five of them; together N times fewer samples.
            double expected = 3 * stepA * stepA * lag, one = Math.Sqrt(2.0 * lag / (3 * frameCount));
            Assert.InRange(curve.TotalA2()[lag] / expected, 1 - 5 * one / Math.Sqrt(atomCount), 1 + 5 * one / Math.Sqrt(atomCount));
            Assert.InRange(curve.CollectiveA2[lag] / expected, 1 - 5 * one, 1 + 5 * one);
            Assert.InRange(curve.ZA2[lag] / expected * 3, 0.98, 1.02);
        }
    }

    [Theory]
    [InlineData(new[] { 1 }, new[] { 150 })]
    [InlineData(new[] { 2 }, new[] { 333 })]
    [InlineData(new[] { 1, 2, 3, 5 }, new[] { 700 })]
    [InlineData(new[] { 3, 9 }, new[] { 100, 61, 64 })]
    [InlineData(new[] { 5, 1 }, new[] { 1, 513, 2, 40 })]
    [InlineData(new[] { 17, 1, 4 }, new[] { 2100 })] // two growths of the block
    public void Every_specie_axis_and_lag_agrees_with_all_pairs(int[] countOfSpecie, int[] stretchLengths)
    {
        AtomTable atoms = Atoms(countOfSpecie);
        double[][][] stretches = [.. stretchLengths.Select((n, i) => Walk(atoms.AtomCount, n, seed: 100 + i))];
        AssertAllPairs(atoms, stretches, Msd(atoms, Plenty, stretches).Read());
    }

    [Fact]
    public void Any_moment_is_exact_and_has_the_bits_of_a_fresh_run()
    {
        AtomTable atoms = Atoms(3, 1);
        double[][] frames = Walk(4, 1100, seed: 3);
        var live = new MsdAccumulator(atoms, Plenty);
        for (int t = 0; t < frames.Length; t++)
        {
            live.Add(frames[t]);
            if (t is 0 or 1 or 2 or 62 or 63 or 64 or 100 or 511 or 512 or 700 or 1023 or 1099)
            {
                MsdCurve[] now = live.Read();
                AssertSameBits(Msd(atoms, Plenty, frames[..(t + 1)]).Read(), now);
                AssertSameBits(now, live.Read());
                AssertAllPairs(atoms, [frames[..(t + 1)]], now);
            }
        }
    }

    [Fact]
    public void Far_from_the_start_short_lags_keep_nine_digits()
    {
        // 100 Å of drift beside 0.1 Å of vibration: |r|² is 10⁶ times the MSD that is left.
        double[][] frames = Walk(2, 2000, seed: 8, stepA: 0, vibrationA: 0.05);
        for (int t = 0; t < frames.Length; t++)
            for (int c = 0; c < 6; c++) frames[t][c] += 0.05 * t;
        AtomTable atoms = Atoms(2);
        AssertAllPairs(atoms, [frames], Msd(atoms, Plenty, frames).Read());
    }

    [Fact]
    public void A_chosen_specie_alone_gives_its_curve_in_less_memory()
    {
        AtomTable atoms = Atoms(9, 60);
        double[][] frames = Walk(69, 600, seed: 4);
        var lean = new MsdAccumulator(atoms, Plenty, [0]);
        foreach (double[] frame in frames) lean.Add(frame);
        MsdAccumulator all = Msd(atoms, Plenty, frames);
        AssertSameBits(all.Read()[..1], lean.Read());
        Assert.True(lean.MemoryBytes < all.MemoryBytes / 2);
    }

    [Fact]
    public void Before_the_first_frame_there_is_no_number()
    {
        MsdCurve curve = new MsdAccumulator(Atoms(2), Plenty).Read().Single();
        Assert.Equal([0], curve.Lags);
        Assert.Equal([0], curve.OriginCount);
        Assert.True(double.IsNaN(curve.XA2[0]));
    }

    [Fact]
    public void A_frame_of_another_size_is_refused() => Assert.Contains(
        "expected 6 coordinates, got 9", Assert.Throws<ArgumentException>(() => new MsdAccumulator(Atoms(2), Plenty).Add(new double[9])).Message);

    [Fact]
    public void Exact_memory_is_sixteen_bytes_a_coordinate_and_frame()
    {
        const int atomCount = 96, frameCount = 4096;
        AtomTable atoms = Atoms(atomCount);
        double[] frame = Walk(atomCount, 1, seed: 1)[0];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var msd = new MsdAccumulator(atoms, Plenty);
        for (int t = 0; t < frameCount; t++) msd.Add(frame);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double history = 16.0 * (3 * atomCount + 8) * frameCount;
        Assert.InRange(msd.MemoryBytes / history, 1.0, 1.3);
        Assert.InRange(allocated / history, 1.0, 1.6); // what it allocates, it keeps
    }

    // Relative to the largest term, |r|² since the start: 10⁻⁹ of the MSD at every lag.
    private static void AssertAllPairs(AtomTable atoms, double[][][] stretches, MsdCurve[] curves)
    {
        Assert.Equal(atoms.SpecieNames.Count, curves.Length);
        int maxLag = stretches.Max(s => s.Length) / 2;
        foreach (MsdCurve curve in curves)
        {
            ReadOnlySpan<int> members = atoms.AtomsOf(curve.Specie);
            Assert.Equal(members.Length, curve.AtomCount);
            Assert.Equal(Enumerable.Range(0, maxLag + 1), curve.Lags);
            foreach (int lag in curve.Lags.Where(lag => lag < 40 || lag % 13 == 0 || lag > maxLag - 3))
            {
                double together = 0;
                double[][] axes = [curve.XA2, curve.YA2, curve.ZA2];
                for (int axis = 0; axis < 3; axis++)
                {
                    (double sum, long origins) = Displacement(stretches, members, axis, lag, collective: false);
                    Assert.Equal(origins, curve.OriginCount[lag]);
                    AssertNineDigits(sum / origins / members.Length, axes[axis][lag]);
                    together += Displacement(stretches, members, axis, lag, collective: true).Sum / origins / members.Length;
                }
                AssertNineDigits(together, curve.CollectiveA2[lag]);
            }
        }
    }

    private static void AssertNineDigits(double expected, double actual) => Assert.Equal(expected, actual, tolerance: 1e-9 * expected + 1e-300);
}
