using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class MeterTests
{
    [Fact]
    public void A_steady_total_has_its_own_rate()
    {
        var meter = new Meter(TimeSpan.FromSeconds(10));
        for (int i = 0; i <= 1000; i++) meter.Add(TimeSpan.FromSeconds(0.05 * i), 7.5 * 0.05 * i);
        Assert.Equal(7.5, meter.PerSecond, tolerance: 1e-9);
    }

    [Fact]
    public void What_was_before_the_window_is_forgotten()
    {
        var meter = new Meter(TimeSpan.FromSeconds(10));
        for (int second = 0; second <= 100; second++) meter.Add(TimeSpan.FromSeconds(second), Math.Min(second, 50) * 1000);
        Assert.Equal(0, meter.PerSecond);
    }

    [Fact]
    public void There_is_no_rate_before_time_has_passed()
    {
        var meter = new Meter(TimeSpan.FromSeconds(10));
        Assert.True(double.IsNaN(meter.PerSecond));
        meter.Add(TimeSpan.FromSeconds(1), 5);
        Assert.True(double.IsNaN(meter.PerSecond));
    }

    [Fact]
    public void A_total_that_falls_begins_anew()
    {
        var meter = new Meter(TimeSpan.FromSeconds(10));
        meter.Add(TimeSpan.FromSeconds(0), 0);
        meter.Add(TimeSpan.FromSeconds(1), 1000);
        meter.Add(TimeSpan.FromSeconds(2), 10);
        meter.Add(TimeSpan.FromSeconds(3), 30);
        Assert.Equal(20, meter.PerSecond, tolerance: 1e-9);
    }
}
