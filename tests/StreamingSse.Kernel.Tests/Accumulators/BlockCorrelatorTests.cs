using StreamingSse.Kernel.Accumulators;

namespace StreamingSse.Kernel.Tests.Accumulators;

public class BlockCorrelatorTests
{
    [Theory]
    [InlineData(1)]      // nothing but the open block
    [InlineData(63)]
    [InlineData(64)]     // a whole block, none open
    [InlineData(500)]
    [InlineData(512)]    // eight blocks of 64 have just become two of 256
    [InlineData(513)]
    [InlineData(2048)]   // 256 → 1024
    [InlineData(3000)]
    public void Every_lag_is_the_sum_over_all_origins(int frameCount)
    {
        int[] seriesPerGroup = [1, 3, 8, 17];
        var correlator = new BlockCorrelator(seriesPerGroup);
        double[][][] series = Noise(seriesPerGroup, frameCount);
        Feed(correlator, series, 0, frameCount);
        double[][] sums = correlator.LagSums(frameCount + 5);
        for (int g = 0; g < seriesPerGroup.Length; g++)
        {
            for (int lag = 0; lag < frameCount; lag += frameCount > 600 ? 7 : 1)
                Assert.Equal(Direct(series[g], lag), sums[g][lag], tolerance: Tolerance(series[g]));
            for (int lag = frameCount; lag < frameCount + 5; lag++) Assert.Equal(0, sums[g][lag], tolerance: Tolerance(series[g]));
        }
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(50, 700)]
    [InlineData(64, 700)]
    [InlineData(65, 1500)]
    [InlineData(300, 1500)]
    [InlineData(1024, 5000)] // blocks of 64 become 128, then old ones are dropped
    public void Bounded_lags_are_exact_however_long_the_run(int maxLag, int frameCount)
    {
        int[] seriesPerGroup = [5, 2];
        var correlator = new BlockCorrelator(seriesPerGroup, maxLag);
        double[][][] series = Noise(seriesPerGroup, frameCount);
        for (int from = 0; from < frameCount; from += 333) // read now and then: it must not disturb
        {
            Feed(correlator, series, from, Math.Min(frameCount, from + 333));
            correlator.LagSums(maxLag + 1);
        }
        double[][] sums = correlator.LagSums(maxLag + 1);
        for (int g = 0; g < seriesPerGroup.Length; g++)
            for (int lag = 0; lag <= Math.Min(maxLag, frameCount - 1); lag += 1 + maxLag / 100)
                Assert.Equal(Direct(series[g], lag), sums[g][lag], tolerance: Tolerance(series[g]));
    }

    [Fact]
    public void A_smallest_lag_leaves_the_lags_from_it_on_exact()
    {
        int[] seriesPerGroup = [9];
        var correlator = new BlockCorrelator(seriesPerGroup, 1024, 512);
        double[][][] series = Noise(seriesPerGroup, 4000);
        Feed(correlator, series, 0, 4000);
        double[][] sums = correlator.LagSums(1025);
        for (int lag = 512; lag <= 1024; lag += 8) Assert.Equal(Direct(series[0], lag), sums[0][lag], tolerance: Tolerance(series[0]));
    }

    [Fact]
    public void No_pair_crosses_a_break()
    {
        int[] seriesPerGroup = [2, 1];
        int[] lengths = [70, 1, 600, 130];
        var correlator = new BlockCorrelator(seriesPerGroup);
        double[][][] series = Noise(seriesPerGroup, lengths.Sum());
        int from = 0;
        var stretches = new List<(int From, int To)>();
        foreach (int length in lengths)
        {
            Feed(correlator, series, from, from + length);
            stretches.Add((from, from += length));
            correlator.Break();
            correlator.Break(); // a second one changes nothing
        }
        double[][] sums = correlator.LagSums(610);
        for (int lag = 0; lag < 610; lag++)
        {
            Assert.Equal(lengths.Sum(n => Math.Max(0, n - lag)), correlator.OriginCount(lag));
            for (int g = 0; g < 2; g++)
            {
                double expected = stretches.Sum(s => Direct([.. series[g].Select(x => x[s.From..s.To])], lag));
                Assert.Equal(expected, sums[g][lag], tolerance: Tolerance(series[g]));
            }
        }
    }

    [Fact]
    public void Bounded_lags_bound_the_memory()
    {
        var correlator = new BlockCorrelator([24], maxLag: 512);
        double[][][] series = Noise([24], 3000);
        Feed(correlator, series, 0, 3000);
        long early = correlator.MemoryBytes;
        for (int round = 0; round < 5; round++) Feed(correlator, series, 0, 3000);
        Assert.Equal(early, correlator.MemoryBytes);
        // 18 B × series × (maxLag + B) as documented; on top the tables and a readout's copy, small only beside many series.
        Assert.InRange(early, 16 * 24 * 512, 18 * 24 * (512 + 64) * 3);
    }

    [Fact]
    public void Bounded_lags_allocate_nothing_per_frame_nor_per_block()
    {
        var correlator = new BlockCorrelator([24], maxLag: 512);
        double[][][] series = Noise([24], 1);
        double[] row = Row(correlator, series, 0);
        for (int i = 0; i < 3000; i++) correlator.Add(row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 6400; i++) correlator.Add(row);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Frames_within_a_tile_allocate_nothing()
    {
        var correlator = new BlockCorrelator([24]);
        double[] row = Row(correlator, Noise([24], 1), 0);
        for (int i = 0; i < 1025; i++) correlator.Add(row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 63; i++) correlator.Add(row);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Rows_and_limits_are_checked()
    {
        Assert.Contains("expected 16 values, got 15", Assert.Throws<ArgumentException>(() => new BlockCorrelator([8, 1]).Add(new double[15])).Message);
        Assert.Throws<ArgumentException>(() => new BlockCorrelator([]));
        Assert.Throws<ArgumentException>(() => new BlockCorrelator([1, 0]));
        Assert.Throws<ArgumentException>(() => new BlockCorrelator([1], maxLag: 0));
        Assert.Throws<ArgumentException>(() => new BlockCorrelator([1], maxLag: 5, minLag: 6));
    }

    // Sums of n products of size one, by FFT: rounding, some ten ε.
    private static double Tolerance(double[][] series) => 1e-14 * series.Length * series[0].Length + 1e-13;

    private static double Direct(double[][] series, int lag)
    {
        double sum = 0;
        foreach (double[] x in series)
            for (int k = 0; k + lag < x.Length; k++) sum += x[k] * x[k + lag];
        return sum;
    }

    private static double[][][] Noise(int[] seriesPerGroup, int frameCount)
    {
        var random = new Random(5);
        return [.. seriesPerGroup.Select(n => Enumerable.Range(0, n).Select(_ =>
            Enumerable.Range(0, frameCount).Select(_ => 2 * random.NextDouble() - 0.7).ToArray()).ToArray())];
    }

    private static void Feed(BlockCorrelator correlator, double[][][] series, int from, int to)
    {
        for (int t = from; t < to; t++) correlator.Add(Row(correlator, series, t));
    }

    private static double[] Row(BlockCorrelator correlator, double[][][] series, int t)
    {
        var row = new double[correlator.RowLength];
        int start = 0;
        foreach (double[][] group in series)
        {
            for (int s = 0; s < group.Length; s++) row[start + s] = group[s][t];
            start += (group.Length + 7) / 8 * 8;
        }
        return row;
    }
}
