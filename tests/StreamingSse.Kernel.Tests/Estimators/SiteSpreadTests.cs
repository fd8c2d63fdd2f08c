using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Estimators;

public sealed class SiteSpreadTests
{
    private static readonly AtomTable Atoms = new(["Li", "O", "O"], new Dictionary<string, double> { ["O"] = 16 });
    private static readonly Cell? Box = Cell.Orthorhombic(10, 10, 10);

    [Fact]
    public void A_swing_of_a_about_each_axis_has_three_halves_of_its_square()
    {
        var spread = new SiteSpread(Atoms, [1, 2]);
        const double a = 0.3;
        for (int k = 0; k < 1000; k++)
        {
            double u = a * Math.Sin(2 * Math.PI * k / 100);
            spread.Add([99 * k, 0, 0, 1e4 + u, u, u, 1e4 + 3 + u, u, u], Box);
        }
        SiteSpreadReading read = spread.Read();
        Assert.Equal(3 * a * a / 2, read.SquareA2, 9);
        Assert.Equal(16 * 3 * a * a / 2, read.MassSquareAmuA2, 8);
        Assert.Equal(3, read.NearestA, 9);
        Assert.Equal(Math.Sqrt(3 * a * a / 2) / 3, read.LindemannRatio, 9);
        Assert.Equal((2, 1000), (read.AtomCount, read.FrameCount));
    }

    [Fact]
    public void A_new_block_swings_about_its_own_sites()
    {
        var spread = new SiteSpread(Atoms, [1, 2]);
        foreach (double shift in new[] { 0.0, 7.0 })
        {
            foreach (double u in new[] { -0.1, 0.1, -0.1, 0.1 }) spread.Add([0, 0, 0, shift + u, 0, 0, shift + 2 + u, 0, 0], Box);
            spread.BeginBlock();
        }
        Assert.Equal(0.01, spread.Read().SquareA2, 12);
        Assert.Equal(8, spread.Read().FrameCount);
    }

    [Fact]
    public void An_empty_group_and_a_single_frame_have_no_number()
    {
        var none = new SiteSpread(Atoms, []);
        none.Add(new double[9], null);
        none.Add(new double[9], null);
        Assert.Equal(double.NaN, none.Read().LindemannRatio);
        var one = new SiteSpread(Atoms, [1, 2]);
        one.Add([0, 0, 0, 1, 0, 0, 2, 0, 0], Box);
        Assert.Equal(double.NaN, one.Read().SquareA2);
    }

    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var spread = new SiteSpread(Atoms, [1, 2]);
        double[] r = new double[9];
        spread.Add(r, Box);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 100; k++) spread.Add(r, Box);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
