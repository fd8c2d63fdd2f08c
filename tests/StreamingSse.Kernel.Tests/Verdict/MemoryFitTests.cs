using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class MemoryFitTests
{
    private static readonly double[] LagPs = [4, 6, 8, 12, 16, 24, 32, 48, 64];

    [Fact]
    public void A_flat_curve_gives_its_own_height()
    {
        MemoryFit fit = Fit(_ => 0.05, relativeError: 0.01);
        Assert.Equal(0.05, fit.DA2PerPs, 0.001);
        Assert.InRange(fit.Weight, 0, 0.6);
    }

    [Theory]
    [InlineData(8, 0.02)]
    [InlineData(23, 0.03)]
    [InlineData(64, 0.12)]
    public void Memory_of_any_time_within_reach_is_taken_off(double timePs, double tolerance)
    {
        MemoryFit fit = Fit(lag => 0.05 * (1 + 0.7 * MemoryFit.Left(lag / timePs)), relativeError: 0.004);
        Assert.Equal(1, fit.DA2PerPs / 0.05, tolerance);
        Assert.InRange(fit.Weight, 0.7, 1); // at 8 ps the further short memories explain a part
    }

    [Fact]
    public void What_is_not_known_of_memory_widens_the_interval()
    {
        double steady = Math.Sqrt(Fit(_ => 0.05, 0.05).Variance), falling = Math.Sqrt(Fit(lag => 0.05 * (1 + 0.7 * MemoryFit.Left(lag / 60)), 0.05).Variance);
        Assert.InRange(falling / steady, 1.3, 10);
    }

    [Fact]
    public void What_may_still_be_taken_back_makes_D_lean_to_low_values_and_a_flat_curve_does_not()
    {
        MemoryFit open = Fit(lag => 0.05 * (1 + 0.3 * MemoryFit.Left(lag / 60)), relativeError: 0.08);
        double down = open.DA2PerPs - open.Posterior.QuantileA2PerPs(0.025), up = open.Posterior.QuantileA2PerPs(0.975) - open.DA2PerPs;
        Assert.InRange(down / up, 1.15, 4);

        MemoryFit flat = Fit(_ => 0.05, relativeError: 0.08);
        Assert.InRange(flat.Posterior.QuantileA2PerPs(0.5) / flat.DA2PerPs, 0.97, 1.05);
        Assert.InRange((flat.Posterior.QuantileA2PerPs(0.975) - flat.Posterior.QuantileA2PerPs(0.025)) / Math.Sqrt(flat.Variance), 3.3, 4.3);
    }

    [Fact]
    public void Motion_that_persists_is_corrected_upwards()
    {
        MemoryFit fit = Fit(lag => 0.05 * (1 - 0.5 * MemoryFit.Left(lag / 20)), relativeError: 0.004);
        Assert.Equal(1, fit.DA2PerPs / 0.05, 0.03);
    }

    [Fact]
    public void The_law_of_returning_hops_is_that_of_their_MSD()
    {
        // MSD(t) = 6Dt + 6cτ(1 − e^(−t/τ)); [MSD(2Δ) − MSD(Δ)]/(6Δ) − D over c.
        const double tau = 7, lag = 11;
        double expected = tau * (Math.Exp(-lag / tau) - Math.Exp(-2 * lag / tau)) / lag;
        Assert.Equal(expected, MemoryFit.Left(lag / tau), 1e-12);
    }

    private static MemoryFit Fit(Func<double, double> curve, double relativeError)
    {
        double[] d = [.. LagPs.Select(curve)];
        double[,] covariance = new double[d.Length, d.Length];
        for (int i = 0; i < d.Length; i++) covariance[i, i] = Math.Pow(relativeError * d[i], 2);
        return MemoryFit.Of(LagPs, d, covariance, longestPs: 64)!;
    }
}
