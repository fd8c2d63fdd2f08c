namespace StreamingSse.Views.Tests;

public sealed class DiffusionHistoryTests
{
    [Fact]
    public void A_run_of_any_length_is_kept_evenly_in_bounded_memory()
    {
        var history = new DiffusionHistory(capacity: 100);
        const int count = 100_000;
        for (int i = 1; i <= count; i++)
        {
            history.Add(Point(i));
            Assert.InRange(history.Points.Count, 1, 100);
            Assert.Equal(i, history.Points[^1].TimePs);
        }

        Assert.Equal(1, history.Points[0].TimePs);
        Assert.InRange(history.Points.Count, 45, 100);
        double widest = history.Points.Zip(history.Points.Skip(1)).Max(pair => pair.Second.TimePs - pair.First.TimePs);
        Assert.InRange(widest, 0, 2.5 * count / history.Points.Count);
    }

    [Fact]
    public void A_short_run_is_kept_whole()
    {
        var history = new DiffusionHistory(capacity: 100);
        for (int i = 1; i <= 100; i++) history.Add(Point(i));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (double)i), history.Points.Select(p => p.TimePs));
    }

    [Fact]
    public void A_run_that_is_read_again_forgets_what_lay_beyond()
    {
        var history = new DiffusionHistory();
        for (int i = 1; i <= 50; i++) history.Add(Point(i));
        history.Add(new DiffusionPoint(20, 9, double.NaN));
        Assert.Equal(20, history.Points.Count);
        Assert.Equal(9, history.Points[^1].PaperDA2PerPs);
    }

    [Fact]
    public void A_snapshot_gives_the_time_of_its_last_frame_and_both_values_of_D()
    {
        var history = new DiffusionHistory();
        history.Add(SyntheticRun.Snapshot(101, framePs: 0.5));
        DiffusionPoint point = Assert.Single(history.Points);
        Assert.Equal((50, SyntheticRun.DA2PerPs, 0.0318), (point.TimePs, point.PaperDA2PerPs, point.FitDA2PerPs));
        Assert.Equal((0.0321, 0.0289, 0.0358), (point.Estimate.Value, point.Estimate.Low95, point.Estimate.High95));

        history.Add(SyntheticRun.Snapshot(201, framePs: 0.5) with { Mobile = null });
        Assert.Single(history.Points);
    }

    private static DiffusionPoint Point(int i) => new(i, 0.03, double.NaN);
}
