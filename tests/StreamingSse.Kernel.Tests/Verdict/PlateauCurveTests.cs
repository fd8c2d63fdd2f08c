using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class PlateauCurveTests
{
    [Fact]
    public void Independent_hops_give_the_same_D_at_every_lag_that_is_clear_of_the_rattle()
    {
        const double trueD = 0.1 * 2.8 * 2.8 / 6;
        PlateauCurve curve = Curve(seed: 5);

        int clear = 0;
        for (int k = 0; k < curve.LagPs.Length; k++)
        {
            Assert.True(curve.ErrorA2PerPs[k] > 0);
            if (double.IsNaN(curve.FittedA2PerPs[k])) continue;
            clear++;
            Assert.True(Math.Abs(curve.DA2PerPs[k] - trueD) < 4 * curve.ErrorA2PerPs[k] + 0.05 * trueD, $"lag {curve.LagPs[k]} ps: {curve.DA2PerPs[k]}");
        }
        Assert.InRange(clear, 4, curve.LagPs.Length);
    }

    [Fact]
    public void The_longest_level_is_the_tested_lag_and_lags_rise()
    {
        Assessment found = Assess(seed: 5);
        Assert.Equal(found.TestedLagPs, found.Plateau.LagPs[^1]);
        Assert.Equal(found.Plateau.LagPs.Order(), found.Plateau.LagPs);
        Assert.Equal(found.Plateau.LagPs.Length, found.Plateau.FittedA2PerPs.Length);
    }

    [Fact]
    public void Curves_of_the_same_frames_are_equal_and_of_others_are_not()
    {
        Assert.Equal(Curve(seed: 5), Curve(seed: 5));
        Assert.NotEqual(Curve(seed: 5), Curve(seed: 6));
    }

    private static PlateauCurve Curve(int seed) => Assess(seed).Plateau;

    private static Assessment Assess(int seed) =>
        DiffusionRule.Assess(new LocalDiffusivityLevels(64, 0.5).Feed(Walks.Hops(64, 801, 0.1, seed), 0.5))!;
}
