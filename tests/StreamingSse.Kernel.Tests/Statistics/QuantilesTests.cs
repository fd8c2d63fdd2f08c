using StreamingSse.Kernel.Statistics;
using Oracle = MathNet.Numerics.Distributions;

namespace StreamingSse.Kernel.Tests.Statistics;

public class QuantilesTests
{
    [Fact]
    public void Normal_quantiles_are_the_tabulated_ones()
    {
        Assert.Equal(1.959963984540054, Normal.Quantile(0.975), 12);
        Assert.Equal(-1.2815515655446004, Normal.Quantile(0.1), 12);
        Assert.Equal(Normal.Z975, Normal.Quantile(0.975), 12);
    }

    [Theory]
    [InlineData(-12.0)]
    [InlineData(-3.2)]
    [InlineData(-0.4)]
    [InlineData(0.0)]
    [InlineData(2.5)]
    public void Normal_tails_keep_their_relative_accuracy(double x)
    {
        double expected = Oracle.Normal.CDF(0, 1, x);
        Assert.Equal(1, Normal.Cumulative(x) / expected, 1e-9);
    }

    // Biometrika Tables for Statisticians, vol. 1, table 12.
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(10, 2.228)]
    [InlineData(60, 2.000)]
    public void Student_quantiles_are_the_tabulated_ones(double dof, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(0.975, dof), 0.0006);

    // Biometrika Tables for Statisticians, vol. 1, table 8.
    [Theory]
    [InlineData(1, 0.025, 0.000982069)]
    [InlineData(2, 0.975, 7.37776)]
    [InlineData(10, 0.025, 3.24697)]
    [InlineData(30, 0.975, 46.9792)]
    [InlineData(100, 0.975, 129.561)]
    public void Chi_square_quantiles_are_the_tabulated_ones(double dof, double p, double expected) =>
        Assert.Equal(1, ChiSquare.Quantile(p, dof) / expected, 1e-5);

    [Fact]
    public void Distributions_agree_with_an_independent_library()
    {
        foreach (double dof in (double[])[0.7, 2, 5.5, 31, 240, 3000])
        {
            foreach (double p in (double[])[0.001, 0.025, 0.3, 0.9, 0.975])
            {
                Assert.Equal(1, ChiSquare.Quantile(p, dof) / Oracle.ChiSquared.InvCDF(dof, p), 1e-6);
                if (dof < 2) continue; // the library's own search fails there
                Assert.Equal(Oracle.StudentT.InvCDF(0, 1, dof, p), StudentT.Quantile(p, dof), 1e-5 * (1 + Math.Abs(StudentT.Quantile(p, dof))));
            }
            Assert.Equal(Oracle.Beta.CDF(dof, 2.5, 0.6), SpecialFunctions.BetaI(dof, 2.5, 0.6), 1e-10);
            Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaLn(dof), SpecialFunctions.LogGamma(dof), 1e-10 * (1 + Math.Abs(SpecialFunctions.LogGamma(dof))));
        }
    }

    [Fact]
    public void Two_sided_p_is_twice_the_tail() => Assert.Equal(2 * (1 - StudentT.Cumulative(2.1, 12)), StudentT.TwoSidedP(2.1, 12), 12);

    // Garwood 1936, table of 95 % limits: 0 → (0, 3.689); 1 → (0.0253, 5.572); 10 → (4.795, 18.390).
    [Theory]
    [InlineData(0, 0, 3.689)]
    [InlineData(1, 0.0253, 5.572)]
    [InlineData(10, 4.795, 18.390)]
    public void Poisson_limits_are_those_of_Garwood(long count, double low, double high)
    {
        Assert.Equal(low, Poisson.Low95(count), 0.0006);
        Assert.Equal(high, Poisson.High95(count), 0.0006);
    }
}
