using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Tests.Estimators;

public sealed class RunWindowsTests
{
    private const double FramePs = 0.1;

    [Theory]
    [InlineData(5, 1)]
    [InlineData(65, 8)]
    [InlineData(100, 12)]
    [InlineData(1025, 8)]
    [InlineData(100_000, 12)]
    public void Rows_are_equal_consecutive_and_eight_to_sixteen_once_the_run_is_long(int frames, int rows)
    {
        WindowRow[] found = Feed(frames, (_, _) => 0, _ => 300);
        Assert.Equal(rows, found.Length);
        Assert.Equal(0, found[0].FromPs);
        for (int w = 1; w < found.Length; w++)
        {
            Assert.Equal(found[w - 1].ToPs, found[w].FromPs);
            Assert.Equal(found[0].ToPs - found[0].FromPs, found[w].ToPs - found[w].FromPs, tolerance: 1e-6);
        }
        Assert.All(found, row => Assert.Equal(300, row.KineticK, 9));
    }

    [Fact]
    public void Ballistic_ions_have_the_slope_of_their_parabola_between_the_two_lags()
    {
        WindowRow row = Feed(1025, (_, ps) => 0.5 * ps, _ => 300)[3];
        double q = (row.ToPs - row.FromPs) / 4;
        Assert.Equal(0.25 * 3 * q, row.SlopeA2PerPs, tolerance: 1e-9); // v²·[(2q)² − q²]/q
    }

    [Fact]
    public void A_walk_has_six_D_and_a_rattle_adds_nothing()
    {
        // 2000 ions and 12 stretches: 7 displacements of each within a stretch, so the mean is good to 1 %; the bar is 4 %.
        var random = new Random(2);
        const int ions = 2000;
        double[] site = new double[3 * ions], r = new double[3 * ions];
        var windows = new RunWindows([.. Enumerable.Range(0, ions)]);
        const double d = 0.05;
        for (int k = 0; k < 400; k++)
        {
            for (int c = 0; c < site.Length; c++)
            {
                site[c] += Math.Sqrt(2 * d * FramePs * 3) * (2 * random.NextDouble() - 1);
                r[c] = site[c] + 0.3 * (2 * random.NextDouble() - 1);
            }
            windows.Add(k * FramePs, r, 300);
        }
        Assert.Equal(1, windows.Rows().Average(row => row.SlopeA2PerPs) / (6 * d), tolerance: 0.04);
    }

    [Fact]
    public void Temperature_belongs_to_its_own_stretch()
    {
        WindowRow[] rows = Feed(2000, (_, _) => 0, k => k);
        foreach (WindowRow row in rows) // frames from first to last − 1 of the stretch
            Assert.Equal((row.FromPs + row.ToPs) / FramePs / 2 - 0.5, row.KineticK, tolerance: 1e-6);
    }

    [Fact]
    public void Rows_do_not_depend_on_when_they_were_asked_for()
    {
        double X(int ion, double ps) => Math.Sin(ion + ps) + ps;
        var asked = new RunWindows([0, 1]);
        for (int k = 0; k < 777; k++)
        {
            asked.Add(k * FramePs, Positions(k, X), k);
            asked.Rows();
        }
        Assert.Equal(Feed(777, X, k => k), asked.Rows());
    }

    [Fact]
    public void No_displacement_is_taken_across_blocks()
    {
        var windows = new RunWindows([0, 1]);
        for (int k = 0; k < 33; k++)
        {
            if (k % 4 == 0) windows.BeginBlock();
            windows.Add(k * FramePs, Positions(k, (_, _) => 1000 * (k / 4)), double.NaN);
        }
        Assert.All(windows.Rows(), row => Assert.True(row.SlopeA2PerPs == 0));
        Assert.All(windows.Rows(), row => Assert.Equal(double.NaN, row.KineticK));
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var windows = new RunWindows([0, 1]);
        double[] r = new double[6];
        windows.Add(0, r, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 1; k < 1000; k++) windows.Add(k, r, 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static WindowRow[] Feed(int frames, Func<int, double, double> x, Func<int, double> kineticK)
    {
        var windows = new RunWindows([0, 1]);
        for (int k = 0; k < frames; k++) windows.Add(k * FramePs, Positions(k, x), kineticK(k));
        return windows.Rows();
    }

    private static double[] Positions(int frame, Func<int, double, double> x) => [x(0, frame * FramePs), 0, 0, x(1, frame * FramePs), 0, 0];
}
