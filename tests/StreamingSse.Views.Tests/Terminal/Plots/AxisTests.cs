using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Tests.Terminal.Plots;

public sealed class AxisTests
{
    [Fact]
    public void Linear_ticks_are_round_numbers_that_cover_the_data() => Prop.ForAll(
        Ranges(), range =>
        {
            Axis axis = Axis.Linear(range.Min, range.Max, range.MaxTicks);
            return axis.Ticks.Count >= 2 && axis.Ticks.Count <= range.MaxTicks
                && axis.Ticks[0] <= range.Min + Slack(axis) && axis.Ticks[^1] >= range.Max - Slack(axis)
                && axis.From == axis.Ticks[0] && axis.To == axis.Ticks[^1] && AreRound(axis);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tight_axis_ends_with_the_data_and_has_round_ticks_within() => Prop.ForAll(
        Ranges(), range =>
        {
            Axis axis = Axis.Linear(range.Min, range.Max, range.MaxTicks, tight: true);
            return axis.From <= range.Min && axis.To >= range.Max && axis.Ticks.Count <= range.MaxTicks
                && axis.Ticks.All(tick => tick >= axis.From - Slack(axis) && tick <= axis.To + Slack(axis)) && AreRound(axis);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3.7, 3.7)]
    [InlineData(-2, -2)]
    [InlineData(1e15, 1e15 + 0.25)]
    [InlineData(0, 1e-300)]
    [InlineData(5e-324, 5e-324)]
    [InlineData(-1e300, 1e300)]
    [InlineData(1e299, 2e299)]
    public void Constant_huge_and_tiny_ranges_still_give_an_axis_with_finite_ticks(double min, double max)
    {
        foreach (bool tight in new[] { false, true })
        {
            Axis axis = Axis.Linear(min, max, 5, tight);
            Assert.True(axis.To > axis.From);
            Assert.All(axis.Ticks, tick => Assert.True(double.IsFinite(tick)));
            Assert.All(axis.Ticks, tick => Assert.InRange(axis.Label(tick).Length, 1, 12));
            Assert.InRange(axis.Place(max), -0.01, 1.01);
        }
    }

    [Fact]
    public void An_axis_around_zero_with_room_for_two_ticks_still_fits_its_data()
    {
        Axis axis = Axis.Linear(-6.9, 3.8, maxTicks: 2);
        Assert.Equal([-10, 0, 10], axis.Ticks);
    }

    [Fact]
    public void The_ends_of_an_axis_stand_at_0_and_1_and_its_middle_at_one_half()
    {
        Axis linear = Axis.Linear(0, 10, 6), log = Axis.Log(0.01, 100, 5);

        Assert.Equal([0, 0.5, 1], [linear.Place(0), linear.Place(5), linear.Place(10)]);
        Assert.Equal(0.5, log.Place(1), tolerance: 1e-12);
        Assert.Equal(0.75, log.Place(10), tolerance: 1e-12);
        Assert.True(double.IsNaN(log.Place(0)) && double.IsNaN(log.Place(-1)));
    }

    [Fact]
    public void Log_ticks_are_powers_of_ten_or_1_2_5_within_the_data() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NormalFloat, NormalFloat, PositiveInt)>(), drawn =>
        {
            double low = Math.Pow(10, drawn.Item1.Get % 12), high = low * Math.Pow(10, Math.Abs(drawn.Item2.Get % 12));
            Axis axis = Axis.Log(low, high, 2 + drawn.Item3.Get % 10);
            return axis.From <= low * 1.0001 && axis.To >= high * 0.9999
                && axis.Ticks.All(tick => IsRound(tick) && axis.Place(tick) is > -0.001 and < 1.001);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Labels_tell_every_tick_from_the_next() => Prop.ForAll(
        Ranges(), range =>
        {
            Axis axis = Axis.Linear(range.Min, range.Max, range.MaxTicks);
            return axis.Ticks.Select(axis.Label).Distinct().Count() == axis.Ticks.Count;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0.04, "0,0.01,0.02,0.03,0.04")]
    [InlineData(0, 400, "0,100,200,300,400")]
    [InlineData(0, 3e-6, "0,1e-6,2e-6,3e-6")]
    [InlineData(0, 2_000_000, "0,5e5,1e6,1.5e6,2e6")]
    [InlineData(-1, 1, "-1.0,-0.5,0,0.5,1.0")]
    public void Ticks_are_labelled_with_the_digits_they_need(double min, double max, string labels)
    {
        Axis axis = Axis.Linear(min, max, 5);
        Assert.Equal(labels, string.Join(',', axis.Ticks.Select(axis.Label)));
    }

    private static Arbitrary<(double Min, double Max, int MaxTicks)> Ranges() =>
        (from a in ArbMap.Default.GeneratorFor<NormalFloat>()
         from b in ArbMap.Default.GeneratorFor<NormalFloat>()
         from ticks in Gen.Choose(3, 20)
         where Math.Abs(a.Get - b.Get) > 1e-6 * Math.Max(Math.Abs(a.Get), Math.Abs(b.Get))
         select (Math.Min(a.Get, b.Get), Math.Max(a.Get, b.Get), ticks)).ToArbitrary();

    private static double Slack(Axis axis) => 1e-6 * (axis.To - axis.From);

    private static bool AreRound(Axis axis) =>
        axis.Ticks.Count < 2 || axis.Ticks.Zip(axis.Ticks.Skip(1)).All(pair => IsRound(pair.Second - pair.First, 1e-3));

    // 1, 2 or 5 times a power of ten; differences of large ticks carry the rounding of a double.
    private static bool IsRound(double step, double tolerance = 1e-6)
    {
        double mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + tolerance));
        return new[] { 1.0, 2, 5 }.Any(round => Math.Abs(mantissa - round) < tolerance * round);
    }
}
