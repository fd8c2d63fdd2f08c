using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class IntervalTests
{
    [Fact]
    public void A_sum_of_ten_squares_has_the_chi_square_limits_of_ten_degrees()
    {
        // Relative variance 2/ν with ν = 10: limits 10/20.483 and 10/3.247 (tabulated). Many degrees behind the variance: t is z.
        Interval i = Interval.OfSquares(1, 0.2, dof: 1e7);
        Assert.Equal(10 / 20.483, i.Low95, 1e-4);
        Assert.Equal(10 / 3.247, i.High95, 1e-3);
    }

    [Fact]
    public void A_value_near_zero_has_a_symmetric_t_interval()
    {
        Interval i = Interval.OfSquares(0.1, 0.04, dof: 4);
        Assert.Equal(0.1 + 2.776 * 0.2, i.High95, 1e-3);
        Assert.Equal(0.1 - 2.776 * 0.2, i.Low95, 1e-3);
    }

    [Fact]
    public void Few_degrees_behind_the_variance_widen_it() =>
        Assert.True(Interval.OfSquares(1, 0.01, 3).HalfWidth > 1.5 * Interval.OfSquares(1, 0.01, 100).HalfWidth);

    [Fact]
    public void A_ratio_adds_its_relative_errors_in_quadrature()
    {
        Interval ratio = new Interval(6, 6 / 1.3, 6 * 1.3).Over(new Interval(2, 2 / 1.4, 2 * 1.4));
        double spread = Math.Exp(double.Hypot(Math.Log(1.3), Math.Log(1.4)));
        Assert.Equal(3, ratio.Value, 12);
        Assert.Equal(3 / spread, ratio.Low95, 12);
        Assert.Equal(3 * spread, ratio.High95, 12);
    }
}
