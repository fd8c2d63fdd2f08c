using StreamingSse.Views.Learning.Figures;

namespace StreamingSse.Views.Tests.Learning;

public sealed class StandardScattersFigureTests
{
    [Fact]
    public void Points_are_rows_that_hold_both_with_mean_zero_and_deviation_one_among_them()
    {
        (double X, double Y)[] points = StandardScattersFigure.Points([1, 2, 3, double.NaN, 4], [10, double.NaN, 30, 40, 50]);
        // Rows 0, 2 and 4: x 1, 3, 4 and y 10, 30, 50.
        double sx = Math.Sqrt((25.0 / 9 + 1.0 / 9 + 16.0 / 9) / 3), sy = Math.Sqrt(800.0 / 3);
        Assert.Equal([(1 - 8.0 / 3) / sx, (3 - 8.0 / 3) / sx, (4 - 8.0 / 3) / sx], points.Select(point => point.X).ToArray(), Close);
        Assert.Equal([-20 / sy, 0, 20 / sy], points.Select(point => point.Y).ToArray(), Close);
    }

    [Fact]
    public void A_column_that_is_constant_or_overflows_stays_at_zero()
    {
        Assert.Equal([(0.0, 0.0), (0.0, 0.0)], StandardScattersFigure.Points([7, 7], [1e308, -1e308]));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
