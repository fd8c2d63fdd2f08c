using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class TimeToPrecisionTests
{
    private static readonly DiffusionVerdict Diffusing = SyntheticRun.Snapshot().Verdict! with
    {
        State = VerdictState.Diffusing,
        RemainingPs = new Interval(40, 25, 60),
        Found = SyntheticRun.Snapshot().Verdict!.Found! with { CoveredPs = 100, D = new Interval(1, 0.6, 1.4) },
    };

    private static readonly LiveStatus At12PsPerHour = new() { Path = "run", State = ReadingState.Following, PsPerHour = 12.5 };

    [Fact]
    public void The_time_that_is_missing_is_told_in_wall_time_too() => Assert.Equal(
        ["about 40.00 ps more (25.00 ps to 60.00 ps) for ±20 %, 3 h 12 min at the present 12.5 ps/h"], TimeToPrecision.Of(At12PsPerHour, Diffusing));

    [Fact]
    public void A_jobs_end_is_told_with_the_precision_that_it_brings()
    {
        // 24 h · 12.5 ps/h = 300 ps more: four times the run, half the error.
        string[] told = [.. TimeToPrecision.Of(At12PsPerHour with { JobTimeLeft = TimeSpan.FromHours(24) }, Diffusing)];
        Assert.Equal("this job ends in 24 h 00 min and will reach ±20 %", told[1]);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        LiveStatus slow = At12PsPerHour with { PsPerHour = double.NaN, JobTimeLeft = TimeSpan.FromMinutes(125.5) };
        Assert.Equal(["about 40.00 ps more (25.00 ps to 60.00 ps) for ±20 %", "this job ends in 2 h 05 min"], TimeToPrecision.Of(slow, Diffusing));
        DiffusionVerdict bound = Diffusing with { State = VerdictState.NotDiffusing, RemainingPs = new Interval(double.NaN, double.NaN, double.NaN) };
        Assert.Equal(["this job ends in 2 h 05 min"], TimeToPrecision.Of(At12PsPerHour with { JobTimeLeft = TimeSpan.FromMinutes(125.5) }, bound));
        Assert.Empty(TimeToPrecision.Of(At12PsPerHour with { State = ReadingState.Ended, JobTimeLeft = TimeSpan.FromHours(1) }, bound));
    }

    [Theory]
    [InlineData(0.4, "less than 1 min")]
    [InlineData(25.9, "25 min")]
    [InlineData(190, "3 h 10 min")]
    [InlineData(3312, "2.3 d")]
    public void Lengths_of_time_are_those_one_plans_with(double minutes, string text) => Assert.Equal(text, Figures.Duration(TimeSpan.FromMinutes(minutes)));
}
