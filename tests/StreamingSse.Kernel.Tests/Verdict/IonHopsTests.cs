using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class IonHopsTests
{
    [Fact]
    public void There_and_back_is_two_hops_one_return_and_minus_the_square_of_their_length()
    {
        IonHops hops = new LocalDiffusivityLevels(2, 0.5).Feed(Path(100, f => f is >= 20 and < 50 ? 2.8 : 0), 0.5).Hops;
        Assert.Equal((2, 1), (hops.HopCount, hops.ReturnCount));
        Assert.Equal(30, hops.MeanReturnFrames);
        Assert.Equal(2 * 2.8 * 2.8, hops.SquaresA2, 1e-4);
        int bin = IonHops.BinOf(30);
        Assert.Equal(-2.8 * 2.8, hops.Products(bin).A2, 1e-4);
        Assert.Equal(0, hops.Products(bin + 1).A2);
    }

    [Fact]
    public void One_frame_outside_is_no_hop() =>
        Assert.Equal(0, new LocalDiffusivityLevels(2, 0.5).Feed(Path(100, f => f == 20 ? 2.8 : 0), 0.5).Hops.HopCount);

    [Fact]
    public void Hops_without_memory_keep_their_rate_return_one_time_in_six_and_have_no_product()
    {
        LocalDiffusivityLevels levels = new LocalDiffusivityLevels(64, 0.5).Feed(Walks.Hops(64, 4001, 0.05, 3), 0.5);
        HopStatistics found = HopStatistics.Of(levels);
        Assert.Equal(0.05, found.RatePerPs, 0.002); // 6400 hops: 1.25 %; two within a ps are seen as one or none
        Assert.Equal(1 / found.RatePerPs, found.MeanResidencePs, 9);
        Assert.Equal(1.0 / 6, found.ReturnShare, 0.02);
        Assert.InRange(levels.Hops.Products(0).A2 / levels.Hops.SquaresA2, -0.05, 0.05); // three products a hop, each of variance 1/3
    }

    [Fact]
    public void A_new_block_joins_no_hops()
    {
        var levels = new LocalDiffusivityLevels(2, 0.5);
        levels.Feed(Path(40, f => f < 20 ? 0 : 2.8), 0.5);
        levels.BeginBlock();
        levels.Feed(Path(40, f => f < 20 ? 0 : -2.8), 0.5, fromPs: 1000);
        Assert.Equal((2, 0), (levels.Hops.HopCount, levels.Hops.ReturnCount));
        Assert.Equal(0, levels.Hops.Products(0).A2);
    }

    [Theory]
    [InlineData(0.4, +1)]
    [InlineData(-0.4, -1)]
    public void Returns_speak_for_memory_of_their_sign_and_none_speaks_against(double share, int sign)
    {
        var seen = new ReturnEvidence(share, Variance: 0.01, FromPs: 4, ToPs: 60);
        Assert.True(seen.LogWith(20, sign) > seen.LogWithout + 2);
        Assert.True(seen.LogWith(20, -sign) < seen.LogWithout);
        ReturnEvidence none = seen with { Share = 0 };
        Assert.True(none.LogWith(20, sign) < none.LogWithout - 0.5);
        Assert.Equal(none.LogWithout, none.LogWith(1e6, sign), 0.01); // a memory longer than any pair of hops: nothing is known of it
    }

    // Two ions; the first moves along x.
    private static IEnumerable<double[]> Path(int frameCount, Func<int, double> xA) =>
        Enumerable.Range(0, frameCount).Select(f => (double[])[xA(f), 0, 0, 5, 5, 5]);
}
