using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Tests.Estimators;

public sealed class EinsteinFitTests
{
    [Theory]
    [InlineData(100, 25, 50)]
    [InlineData(101, 25, 50)]
    [InlineData(102, 26, 51)]
    [InlineData(99, 25, 49)]
    [InlineData(4, 1, 2)]
    [InlineData(3, 1, 1)]
    public void The_papers_lags_are_half_of_L_rounded_up_to_L(long frames, int first, int last) =>
        Assert.Equal(new LagRange(first, last), LagRange.Paper(frames));

    [Theory]
    [InlineData(3.0, 18.0, 0.1, 30, 180)]
    [InlineData(0.288, 1.728, 0.008, 36, 216)]
    [InlineData(0.0109, 0.0654, 0.002, 6, 32)]
    public void A_range_in_ps_holds_the_lags_within_it_ends_included(double fromPs, double toPs, double framePs, int first, int last) =>
        Assert.Equal(new LagRange(first, last), LagRange.Between(fromPs, toPs, framePs));

    [Fact]
    public void A_sixth_of_the_slope_is_D_and_half_of_it_along_an_axis_whatever_the_cage_adds()
    {
        MsdCurve msd = Lines(6, [.. Enumerable.Range(0, 51)], dX: 0.1, dY: 0.2, dZ: 0.6, cageA2: 0.5);
        DiffusionFit fit = EinsteinFit.Over(LagRange.Paper(100), msd, framePs: 0.02)!;
        Assert.Equal(0.3, fit.DA2PerPs, 12);
        Assert.Equal(0.1, fit.DXA2PerPs, 12);
        Assert.Equal(0.2, fit.DYA2PerPs, 12);
        Assert.Equal(0.6, fit.DZA2PerPs, 12);
        Assert.Equal((0.5, 1.0, 26), (fit.FitFromPs, fit.FitToPs, fit.LagCount));
    }

    [Fact]
    public void Where_only_some_lags_are_kept_the_line_goes_through_those()
    {
        DiffusionFit fit = EinsteinFit.Over(LagRange.Paper(100), Lines(6, [0, 1, 2, 4, 8, 16, 32, 48], 0.3, 0.3, 0.3, 1), 0.02)!;
        Assert.Equal(0.3, fit.DA2PerPs, 12);
        Assert.Equal(2, fit.LagCount);
        Assert.Null(EinsteinFit.Over(LagRange.Paper(100), Lines(6, [0, 1, 2, 4, 8, 16, 32], 0.3, 0.3, 0.3, 1), 0.02));
    }

    [Fact]
    public void A_line_is_the_one_of_least_squares()
    {
        // Anscombe's first set, F. J. Anscombe, Am. Stat. 1973, 27, 17: y = 3.00 + 0.500 x.
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        double[] y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        LinearFit fit = LinearFit.Through(x, y);
        Assert.Equal(0.5000909, fit.Slope, tolerance: 1e-7);
        Assert.Equal(3.0000909, fit.Intercept, tolerance: 1e-7);
        Assert.Equal(double.NaN, LinearFit.Through([2, 2], [1, 3]).Slope);
    }

    [Fact]
    public void Pooled_species_count_each_ion_once()
    {
        MsdCurve pooled = PooledMsd.Of([Lines(1, [0, 1], 1, 1, 1, 0), Lines(3, [0, 1], 5, 5, 5, 0)]);
        Assert.Equal(4, pooled.AtomCount);
        Assert.Equal(0.02 * 2 * (1 + 3 * 5) / 4.0, pooled.XA2[1], 12);
        Assert.Equal(3 * 0.02 * 2 * (1 + 3 * 5) / 4.0, PooledMsd.MeanOver(new LagRange(1, 1), pooled), 12);
        Assert.Equal(double.NaN, PooledMsd.MeanOver(new LagRange(5, 9), pooled));
    }

    private static MsdCurve Lines(int atoms, int[] lags, double dX, double dY, double dZ, double cageA2)
    {
        return new(0, atoms, lags, Line(dX), Line(dY), Line(dZ), new double[lags.Length], [.. lags.Select(lag => 100L - lag)]);

        double[] Line(double dA2PerPs) => [.. lags.Select(lag => cageA2 + 2 * dA2PerPs * lag * 0.02)];
    }
}
