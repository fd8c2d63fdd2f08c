using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class BrownianNoiseTests
{
    // By numerical integration of Isserlis' sums on a grid of 200 points per lag, independent of the closed form.
    [Theory]
    [InlineData(0.25, 2.25782)]
    [InlineData(0.5, 2.03125)]
    [InlineData(1, 1.62500)]
    [InlineData(1.5, 1.29746)]
    [InlineData(2, 1.06250)]
    [InlineData(4, 0.59896)]
    [InlineData(16, 0.16244)]
    public void Variance_of_a_window_is_that_of_the_quadratic_form(double window, double expected) =>
        Assert.Equal(expected, BrownianNoise.Variance(window), 2e-5);

    [Fact]
    public void Long_windows_scatter_by_eight_thirds_of_a_lag() => Assert.Equal(8.0 / 3, 1e4 * BrownianNoise.Variance(1e4), 1e-3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.795495)] // 3/(8/3·√2)
    [InlineData(8, 0.397748)]
    [InlineData(1.5, 0.910053)]
    public void Neighbouring_lags_share_their_noise(double ratio, double expected)
    {
        Assert.Equal(expected, BrownianNoise.Correlation(1, ratio), 1e-6);
        Assert.Equal(expected, BrownianNoise.Correlation(5 * ratio, 5), 1e-6);
    }

    [Fact]
    public void Simulated_Brownian_motion_scatters_so()
    {
        // 200 runs of 8 ions, 64 intervals; level of lag 8: window 48/8 = 6 lags. var = D²·(2/3)/N·φ(6).
        double sum = 0, square = 0;
        for (ulong run = 0; run < 400; run++)
        {
            double d = new LocalDiffusivityLevels(8, 0.5).Feed(Walks.Uniform(8, 65, 1000 + run * 7919), 0.5).MeanA2PerPs(5);
            (sum, square) = (sum + d, square + d * d);
        }
        double mean = sum / 400, variance = square / 400 - mean * mean;
        Assert.Equal(1.0 / 12, mean, 0.003); // 1/24 Å² per interval of 0.5 ps
        Assert.Equal(1, variance / (mean * mean * 2 / 3 / 8 * BrownianNoise.Variance(6)), 0.25); // 400 runs: ±7 %
    }
}
