using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Arrhenius;

public sealed class ArrheniusFitTests
{
    private const double EaEv = 0.3, LogD0 = 2.0;

    [Fact]
    public void Points_on_a_line_give_its_slope_and_its_value_at_any_temperature()
    {
        ArrheniusFit fit = Fit([Point(500, 0.1), Point(700, 0.05), Point(900, 0.02)]);
        Assert.Equal(EaEv, fit.EaEv.Value, tolerance: 1e-10);
        Assert.Equal(LogD0, fit.LogD0, tolerance: 1e-9);
        Assert.Equal(Math.Log(DAt(300)), Math.Log(fit.DAt(300).Value), tolerance: 1e-9);
    }

    [Fact]
    public void The_interval_is_that_of_weighted_least_squares()
    {
        // Two points: var E_a = (s₁² + s₂²)/(x₁ − x₂)², and the same propagated to 300 K.
        ArrheniusFit fit = Fit([Point(500, 0.1), Point(900, 0.02)]);
        double x1 = Inverse(500), x2 = Inverse(900), x = Inverse(300);
        double sigma = Math.Sqrt(0.1 * 0.1 + 0.02 * 0.02) / (x1 - x2);
        Assert.Equal(1.959963984540054 * sigma, fit.EaEv.HalfWidth, tolerance: 1e-9);
        double at300 = Math.Sqrt(Math.Pow(0.1 * (x - x2) / (x1 - x2), 2) + Math.Pow(0.02 * (x1 - x) / (x1 - x2), 2));
        Assert.Equal(at300 * at300, fit.LogVarianceAt(300), tolerance: 1e-9);
        Assert.Equal(1, fit.Inflation);
    }

    [Fact]
    public void Points_that_scatter_more_than_their_errors_widen_the_interval_by_the_square_root_of_chi_square_per_freedom()
    {
        ArrheniusPoint[] tight = [Off(500, 0.01, 0.2), Off(600, 0.01, -0.2), Off(700, 0.01, 0.2), Off(800, 0.01, -0.2)];
        ArrheniusPoint[] fair = [Off(500, 0.2, 0.2), Off(600, 0.2, -0.2), Off(700, 0.2, 0.2), Off(800, 0.2, -0.2)];
        Assert.Equal(400, Fit(tight).Inflation / Fit(fair).Inflation, tolerance: 1e-6); // errors twenty times smaller, the same scatter
        Assert.Equal(Fit(fair).EaEv.HalfWidth, Fit(tight).EaEv.HalfWidth, tolerance: 1e-9);
    }

    [Fact]
    public void A_bound_far_above_the_line_says_nothing_and_one_below_it_pulls_it_down()
    {
        ArrheniusPoint[] measured = [Point(700, 0.05), Point(900, 0.05)];
        double without = Fit(measured).EaEv.Value;
        Assert.Equal(without, Fit([ArrheniusPoint.Below(500, 1e6 * DAt(500)), .. measured]).EaEv.Value, tolerance: 1e-4);
        Assert.True(Fit([ArrheniusPoint.Below(500, 0.3 * DAt(500)), .. measured]).EaEv.Value > without + 0.01);
    }

    [Fact]
    public void With_a_bound_the_likelihood_is_at_its_maximum()
    {
        ArrheniusPoint[] points = [ArrheniusPoint.NothingSeenBelow(500, 0.7 * DAt(500)), ArrheniusPoint.Below(450, 0.9 * DAt(450)), Point(700, 0.1), Point(900, 0.05)];
        ArrheniusFit fit = Fit(points);
        double best = LogLikelihood(points, fit.LogD0, fit.EaEv.Value);
        foreach ((double a, double b) in new[] { (0.01, 0.0), (-0.01, 0.0), (0.0, 0.001), (0.0, -0.001), (0.01, 0.0007), (-0.01, -0.0007) })
            Assert.True(LogLikelihood(points, fit.LogD0 + a, fit.EaEv.Value + b) < best);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(3, 0.5)]
    public void Bounds_close_above_a_D_that_was_seen_hardly_move_the_slope(int bounds, double mostSigma)
    {
        var dice = new Random(6);
        double moved = 0;
        const int tried = 500;
        for (int i = 0; i < tried; i++)
        {
            ArrheniusPoint[] hot = [Noisy(dice, 600, 0.12), Noisy(dice, 750, 0.08), Noisy(dice, 900, 0.05)];
            ArrheniusFit fit = Fit([.. hot, .. new double[] { 500, 450, 400 }[..bounds].Select(k => ArrheniusPoint.Below(k, 1.2 * DAt(k)))]);
            moved += (fit.EaEv.Value - EaEv) / (Fit([Point(600, 0.12), Point(750, 0.08), Point(900, 0.05)]).EaEv.HalfWidth / 1.96) / tried;
        }
        Assert.InRange(moved, -0.1, mostSigma); // 0.5 and 1.5 standard errors with the likelihood of no event
    }

    [Fact]
    public void A_bound_far_below_the_line_of_the_points_is_still_met()
    {
        ArrheniusFit fit = Fit([ArrheniusPoint.Below(500, 1e-4 * DAt(500)), Point(700, 0.2), Point(900, 0.2)]); // ln Φ(−92) to begin with
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.InRange(fit.DAt(500).Value, 0, 0.1 * DAt(500));
    }

    [Fact]
    public void The_interval_holds_the_truth_as_often_as_it_says_also_with_bounds()
    {
        var dice = new Random(5);
        int held = 0, tried = 1500;
        for (int i = 0; i < tried; i++)
        {
            // At 400 K nothing, one or more events are seen: with none the point is the bound 3.69 per unit of exposure.
            double mean = 1.0;
            bool none = dice.NextDouble() < Math.Exp(-mean);
            ArrheniusPoint[] hot = [Noisy(dice, 600, 0.12), Noisy(dice, 750, 0.08), Noisy(dice, 900, 0.05)];
            ArrheniusFit fit = Fit(none ? [ArrheniusPoint.NothingSeenBelow(400, DAt(400) * ArrheniusFit.BoundExponent / mean), .. hot] : hot);
            if (fit.EaEv.Low95 <= EaEv && EaEv <= fit.EaEv.High95) held++;
        }
        Assert.InRange((double)held / tried, 0.935, 0.985); // 95 %, three standard errors of 1500 trials, and the caution about scatter
    }

    [Theory]
    [InlineData(3, 1, 0.914)]
    [InlineData(3, 2, 0.868)]
    [InlineData(4, 1, 0.935)]
    [InlineData(4, 2, 0.927)]
    [InlineData(6, 1, 0.948)]
    [InlineData(6, 2, 0.947)]
    public void Scatter_beyond_the_errors_is_in_the_interval(int temperatures, double extraPerError, double expected)
    {
        var dice = new Random(12);
        int held = 0, tried = 4000;
        double logError = 0.05, drawn = logError * Math.Sqrt(1 + extraPerError * extraPerError);
        for (int i = 0; i < tried; i++)
        {
            ArrheniusFit fit = Fit([.. new double[] { 500, 600, 750, 900, 1000, 1100 }[..temperatures].Select(k => Off(k, logError, drawn * Gaussian(dice)))]);
            if (fit.EaEv.Low95 <= EaEv && EaEv <= fit.EaEv.High95) held++;
        }
        Assert.InRange((double)held / tried, expected - 0.015, expected + 0.015); // three standard errors of 4000 trials; with 1.96: 89, 80, 91, 85, 92, 88 %
    }

    [Fact]
    public void One_temperature_has_no_slope_and_it_is_said_why()
    {
        Assert.Null(ArrheniusFit.Of([Point(600, 0.1), Point(600, 0.1), ArrheniusPoint.Below(500, 1)], out string? missing));
        Assert.Equal("only 600 K has a D: a slope needs two temperatures", missing);
        Assert.Null(ArrheniusFit.Of([ArrheniusPoint.Below(500, 1)], out missing));
        Assert.Equal("no temperature has a D yet", missing);
    }

    [Fact]
    public void A_change_of_slope_is_found_where_it_is_and_the_lower_line_is_kept()
    {
        double[] temperatures = [500, 550, 600, 700, 800, 900];
        ArrheniusPoint[] kinked = [.. temperatures.Select(k => Off(k, 0.05, k > 650 ? 0.25 * (Inverse(650) - Inverse(k)) : 0))];
        ArrheniusKink kink = ArrheniusKink.Of(kinked, Fit(kinked))!;
        Assert.Equal((600, 700), (kink.BelowK, kink.AboveK));
        Assert.Equal(EaEv, kink.Lower.EaEv.Value, tolerance: 1e-9);
        Assert.Equal(EaEv + 0.25, kink.Upper.EaEv.Value, tolerance: 1e-9);
        ArrheniusPoint[] straight = [.. temperatures.Select((k, i) => Off(k, 0.05, i % 2 == 0 ? 0.04 : -0.04))];
        Assert.Null(ArrheniusKink.Of(straight, Fit(straight)));
    }

    [Fact]
    public void A_step_so_large_that_its_p_is_zero_anywhere_is_found_where_it_is()
    {
        ArrheniusPoint[] step = [.. new double[] { 320, 350, 380, 410, 430, 460, 500, 550 }.Select(k => Off(k, 0.05, k > 420 ? Math.Log(1000) : 0))]; // as AgI at 420 K
        ArrheniusKink kink = ArrheniusKink.Of(step, Fit(step))!;
        Assert.Equal((410, 430, 0), (kink.BelowK, kink.AboveK, kink.P));
    }

    [Fact]
    public void Bounds_count_in_the_choice_of_the_place_and_the_one_between_goes_to_the_line_it_fits()
    {
        // Three decades lower below 420 K; 410 K has a bound alone, which the upper line would break.
        ArrheniusPoint[] points = [.. new double[] { 350, 380, 430, 460, 500 }.Select(k => Off(k, 0.05, k > 420 ? Math.Log(1000) : 0)), ArrheniusPoint.Below(410, 5 * DAt(410))];
        ArrheniusKink kink = ArrheniusKink.Of(points, Fit(points))!;
        Assert.Equal((410, 430, 1), (kink.BelowK, kink.AboveK, kink.Lower.BoundCount));
    }

    internal static ArrheniusPoint Point(double temperatureK, double logError) => Off(temperatureK, logError, 0);

    internal static ArrheniusPoint Off(double temperatureK, double logError, double off)
    {
        double log = Math.Log(DAt(temperatureK)) + off, half = 1.959963984540054 * logError;
        return ArrheniusPoint.Measured(temperatureK, new Interval(Math.Exp(log), Math.Exp(log - half), Math.Exp(log + half)));
    }

    private static ArrheniusPoint Noisy(Random dice, double temperatureK, double logError) =>
        Off(temperatureK, logError, logError * Gaussian(dice));

    private static double Gaussian(Random dice) => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    private static ArrheniusFit Fit(ArrheniusPoint[] points) => ArrheniusFit.Of(points, out _)!;

    private static double LogLikelihood(ArrheniusPoint[] points, double logD0, double eaEv) => points.Sum(point =>
    {
        double line = logD0 - eaEv * Inverse(point.TemperatureK);
        return point.IsNothingSeen ? -ArrheniusFit.BoundExponent * Math.Exp(line) / point.UpperBound95
            : point.IsBound ? Math.Log(Kernel.Statistics.Normal.Cumulative((Math.Log(point.UpperBound95) - line) / 0.1))
            : -0.5 * Math.Pow((Math.Log(point.D.Value) - line) / point.LogError, 2);
    });

    private static double DAt(double temperatureK) => Math.Exp(LogD0 - EaEv * Inverse(temperatureK));

    private static double Inverse(double temperatureK) => 1 / (8.617333262e-5 * temperatureK);
}
