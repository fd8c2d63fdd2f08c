using StreamingSse.Kernel.Arrhenius;

namespace StreamingSse.Kernel.Tests.Arrhenius;

public sealed class NextRunTests
{
    private static readonly CampaignTarget Target = new(0.02, Math.Log(2));

    [Fact]
    public void More_time_changes_the_line_as_another_fit_with_that_point_would()
    {
        // A point at 600 K that weighs 1/0.08² exactly on the line.
        ArrheniusPoint[] points = [ArrheniusFitTests.Point(500, 0.1), ArrheniusFitTests.Point(900, 0.05)];
        ArrheniusFit before = ArrheniusFit.Of(points, out _)!, after = ArrheniusFit.Of([.. points, ArrheniusFitTests.Point(600, 0.08)], out _)!;
        // An extension by as much as there was: (f² + κ/t) → (f² + κ/2t) with f = 0.03, known from the run at 600 K alone.
        ArrheniusFit known = after;
        CampaignRun[] runs = [Run("cold", 500, 400, 0.1), Run("middle", 600, 400, 0.08), Run("hot", 900, 400, 0.05)];
        Advice extend = NextRun.Of("m", known, runs, [], new CampaignTarget(0.005, 0.1)).First(advice => advice is { Run: "middle", Action: "extend" });
        double random = 400 * (0.08 * 0.08 - 0.0009), extended = 0.0009 + random / (400 + extend.AddPs);
        ArrheniusFit refit = ArrheniusFit.Of([.. points, ArrheniusFitTests.Point(600, Math.Sqrt(extended))], out _)!;
        Assert.Equal(refit.EaEv.HalfWidth, extend.EaHalfWidthAfterEv, tolerance: 1e-9);
        Assert.True(before.EaEv.HalfWidth > extend.EaHalfWidthAfterEv);
    }

    [Fact]
    public void The_point_that_fixes_the_slope_least_is_extended_first()
    {
        ArrheniusPoint[] points = [ArrheniusFitTests.Point(500, 0.3), ArrheniusFitTests.Point(900, 0.05)];
        CampaignRun[] runs = [Run("cold", 500, 400, 0.3), Run("hot", 900, 400, 0.05)];
        Advice first = NextRun.Of("m", ArrheniusFit.Of(points, out _), runs, [], Target).First(advice => advice.Action == "extend");
        Assert.Equal("cold", first.Run);
        Assert.True(first.CoreHours > 0 && first.CostToTarget >= first.CoreHours);
    }

    [Fact]
    public void A_run_that_costs_ten_times_as_much_is_not_the_one_to_extend()
    {
        ArrheniusPoint[] points = [ArrheniusFitTests.Point(500, 0.2), ArrheniusFitTests.Point(510, 0.2), ArrheniusFitTests.Point(900, 0.05)];
        CampaignRun[] runs = [Run("dear", 500, 400, 0.2) with { CoreHoursPerPs = 10, IsGoingOn = false }, Run("cheap", 510, 400, 0.2), Run("hot", 900, 400, 0.05)];
        IReadOnlyList<Advice> next = NextRun.Of("m", ArrheniusFit.Of(points, out _), runs, [550], Target);
        Assert.Equal("cheap", next.First(advice => advice.Action == "extend").Run);
        Advice Of(string run) => next.First(advice => advice.Run == run && advice.Action != "stop");
        Assert.Equal(10 * Of("dear").AddPs, Of("dear").CoreHours, tolerance: 1e-9);
        Assert.Equal(Of("cheap").AddPs, Of("cheap").CoreHours, tolerance: 1e-9);
        Assert.Equal(Of("").AddPs, Of("").CoreHours, tolerance: 1e-9); // a new one costs what the median does
    }

    [Fact]
    public void When_the_target_is_reached_every_run_that_goes_on_may_stop()
    {
        ArrheniusPoint[] points = [ArrheniusFitTests.Point(400, 0.02), ArrheniusFitTests.Point(900, 0.02)];
        CampaignRun[] runs = [Run("cold", 400, 400, 0.02), Run("hot", 900, 400, 0.02) with { IsGoingOn = false }];
        Advice stop = Assert.Single(NextRun.Of("m", ArrheniusFit.Of(points, out _), runs, [500], Target));
        Assert.Equal(("stop", "cold"), (stop.Action, stop.Run));
    }

    [Fact]
    public void Without_a_line_the_run_that_is_nearest_to_a_D_goes_first_and_one_temperature_asks_for_another()
    {
        CampaignRun[] runs = [Run("cold", 500, 100, double.NaN) with { RequiredPs = 240 }, Run("hot", 900, 100, double.NaN) with { RequiredPs = 130 }];
        Assert.Equal("hot", NextRun.Of("m", null, runs, [], Target)[0].Run);
        Advice start = Assert.Single(NextRun.Of("m", null, [Run("only", 600, 300, 0.1)], [], Target));
        Assert.Equal(("start", 690), (start.Action, start.TemperatureK));
    }

    [Fact]
    public void New_temperatures_lie_halfway_in_1_over_T_and_one_step_below_but_never_above()
    {
        double[] startK = NextRun.StartTemperaturesK([Run("a", 600, 1, 1), Run("b", 900, 1, 1)], fromK: 300);
        Assert.Equal([450, 720], startK);
        Assert.Equal([720], NextRun.StartTemperaturesK([Run("a", 600, 1, 1), Run("b", 900, 1, 1)], fromK: 500));
    }

    private static CampaignRun Run(string name, double temperatureK, double coveredPs, double logError) =>
        new(name, temperatureK, coveredPs, logError, double.NaN, 1, IsGoingOn: true);
}
