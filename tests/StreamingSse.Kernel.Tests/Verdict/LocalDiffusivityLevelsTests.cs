using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class LocalDiffusivityLevelsTests
{
    // The streaming accumulator of the Python prototype (accumulate_levels.py, StreamingLevels(3, 0.5).diffusivity()) on
    // Walks.Uniform(3, 400): lags 1, 2, 3, 4, 6, … 128 intervals. Single precision in both.
    private static readonly double[] Prototype =
    [
        0.0818424957, 0.0835986895, 0.083914549, 0.083784525, 0.0852757639, 0.0848731552, 0.0811320623,
        0.0852382261, 0.0948616193, 0.0937991218, 0.0836239946, 0.0736337558, 0.0547329952, 0.0250713334,
    ];

    [Fact]
    public void Levels_are_those_of_the_prototype()
    {
        var levels = new LocalDiffusivityLevels(3, 0.5).Feed(Walks.Uniform(3, 400), 0.5);
        for (int k = 0; k < Prototype.Length; k++) Assert.Equal(1, levels.MeanA2PerPs(k) / Prototype[k], 2e-6);
    }

    [Fact]
    public void Levels_are_within_one_per_cent_of_all_origins_up_to_a_sixteenth_of_the_run()
    {
        double[][] frames = [.. Walks.Hops(64, 2001, 0.1, seed: 5)];
        var levels = new LocalDiffusivityLevels(64, 0.5).Feed(frames, 0.5);
        foreach ((DiffusivityLevel level, int k) in levels.Levels.Select((l, k) => (l, k)).Where(x => x.l.Multiple <= 2000 / 16))
            Assert.Equal(1, levels.MeanA2PerPs(k) / (MsdSlope(frames, level.Multiple) / (6 * level.LagPs)), 0.01);
    }

    [Fact]
    public void Straight_motion_gives_speed_squared_times_lag_per_axis()
    {
        // MSD(2Δ) − MSD(Δ) = 3v²Δ² along x, over 2Δ: D_x = 3v²Δ/2, and D is a third of it. The sum of N ions moving alike counts N-fold.
        const double speedAPerPs = 0.4;
        var levels = new LocalDiffusivityLevels(5, 0.5);
        for (int frame = 0; frame < 200; frame++)
        {
            double[] x = new double[15];
            for (int i = 0; i < 5; i++) x[3 * i] = 10 * i + speedAPerPs * 0.5 * frame;
            levels.Add(0.5 * frame, x);
        }
        foreach (DiffusivityLevel level in levels.Levels.Where(l => l.Multiple < 90))
        {
            LevelSum sum = level.Sum(0, DiffusivityLevel.BinCount);
            double expected = 1.5 * speedAPerPs * speedAPerPs * level.LagPs;
            Assert.Equal(1, sum.X / sum.Count / expected, 1e-4);
            Assert.Equal(0, sum.Y + sum.Z, 1e-9);
            Assert.Equal(1, sum.MeanA2PerPs / (expected / 3), 1e-4);
            Assert.Equal(1, sum.Collective / sum.Count / (5 * expected / 3), 1e-4);
        }
    }

    [Fact]
    public void A_bounded_rattle_cancels()
    {
        var random = new Random(3);
        var levels = new LocalDiffusivityLevels(50, 0.5);
        for (int frame = 0; frame < 4000; frame++) levels.Add(0.5 * frame, [.. Enumerable.Range(0, 150).Select(_ => random.NextDouble())]);
        // One look scatters by √(5/2·…) of σ²/Δ with σ² = 1/12; 200 000 looks leave a hundredth of that.
        Assert.InRange(levels.MeanA2PerPs(3), -0.001, 0.001);
    }

    [Fact]
    public void Denser_frames_are_thinned_never_averaged()
    {
        double[][] frames = [.. Walks.Uniform(4, 4001)];
        var dense = new LocalDiffusivityLevels(4, 0.05).Feed(frames, 0.05);
        var thinned = new LocalDiffusivityLevels(4, 0.5).Feed(frames.Where((_, i) => i % 10 == 0), 0.5);
        for (int k = 0; k < 14; k++) Assert.Equal(thinned.MeanA2PerPs(k), dense.MeanA2PerPs(k), 1e-12);
    }

    [Fact]
    public void No_pair_is_taken_across_a_break()
    {
        var levels = new LocalDiffusivityLevels(3, 0.5);
        double[][] frames = [.. Walks.Uniform(3, 600)];
        levels.Feed(frames[..300], 0.5);
        levels.BeginBlock();
        levels.Feed(frames[300..].Select(f => f.Select(x => x + 1000).ToArray()), 0.5, fromPs: 150);
        Assert.Equal(2, levels.BlockCount);
        Assert.Equal(299, levels.CoveredPs, 9);
        for (int k = 0; k < 13; k++)
        {
            var first = new LocalDiffusivityLevels(3, 0.5).Feed(frames[..300], 0.5).Levels[k].Sum(0, DiffusivityLevel.BinCount);
            var second = new LocalDiffusivityLevels(3, 0.5).Feed(frames[300..], 0.5).Levels[k].Sum(0, DiffusivityLevel.BinCount);
            LevelSum both = levels.Levels[k].Sum(0, DiffusivityLevel.BinCount);
            Assert.Equal(first.Count + second.Count, both.Count);
            Assert.Equal(1, both.Total / (first.Total + second.Total), 1e-4); // single precision at 1000 Å from the origin
        }
    }

    [Fact]
    public void A_gap_in_time_begins_a_block_by_itself()
    {
        double[][] frames = [.. Walks.Uniform(3, 200)];
        var gapped = new LocalDiffusivityLevels(3, 0.5).Feed(frames[..100], 0.5).Feed(frames[100..], 0.5, fromPs: 70);
        Assert.Equal(2, gapped.BlockCount);
    }

    [Fact]
    public void A_spacing_stated_a_little_wrong_never_adds_up()
    {
        var levels = new LocalDiffusivityLevels(2, 0.5).Feed(Walks.Uniform(2, 20_000), 0.5001);
        Assert.Equal(20_000, levels.GridFrameCount);
        Assert.Equal(1, levels.BlockCount);
    }

    [Fact]
    public void Repeated_and_off_grid_frames_are_left_out()
    {
        double[][] frames = [.. Walks.Uniform(2, 50)];
        var levels = new LocalDiffusivityLevels(2, 0.5);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(levels.Add(0.5 * i, frames[i]));
            Assert.False(levels.Add(0.5 * i, frames[i]));
            Assert.False(levels.Add(0.5 * i + 0.2, frames[i]));
        }
        Assert.Equal(50, levels.GridFrameCount);
        Assert.Equal(1, levels.BlockCount);
    }

    [Fact]
    public void Merging_bins_loses_nothing()
    {
        var levels = new LocalDiffusivityLevels(2, 0.5).Feed(Walks.Uniform(2, 5000), 0.5);
        Assert.Equal(32, levels.BinWidth); // 5000 frames in at most 256 bins
        foreach (DiffusivityLevel level in levels.Levels)
        {
            int stride = LevelLags.StrideOf(level.Multiple), half = level.Multiple / stride;
            LevelSum sum = level.Sum(0, DiffusivityLevel.BinCount);
            Assert.Equal(4999 / stride + 1 - 2 * half, sum.Count);
            double ions = Enumerable.Range(0, DiffusivityLevel.BlockCount).Sum(b => level.IonSums(b).ToArray().Sum()) / 2;
            Assert.Equal(1, ions / sum.Total, 1e-5);
        }
    }

    [Fact]
    public void Memory_at_200_ions_is_below_two_megabytes_and_frames_allocate_nothing()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var levels = new LocalDiffusivityLevels(200, 0.5);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 2_000_000);

        double[] positionsA = new double[600];
        for (int frame = 0; frame < 3000; frame++) levels.Add(0.5 * frame, positionsA);
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int frame = 3000; frame < 9000; frame++)
        {
            positionsA[frame % 600] += 0.3;
            levels.Add(0.5 * frame, positionsA);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // [MSD(2d) − MSD(d)] over all origins of the longer lag, in the form whose mean is the same: |u|²/2 + |w|²/2 + 2u·w.
    private static double MsdSlope(double[][] frames, int d)
    {
        double sum = 0;
        for (int t = 0; t + 2 * d < frames.Length; t++)
        {
            for (int c = 0; c < frames[0].Length; c++)
            {
                double u = frames[t + d][c] - frames[t][c], w = frames[t + 2 * d][c] - frames[t + d][c];
                sum += 0.5 * (u * u + w * w) + 2 * u * w;
            }
        }
        return sum / (frames.Length - 2 * d) / (frames[0].Length / 3);
    }
}
