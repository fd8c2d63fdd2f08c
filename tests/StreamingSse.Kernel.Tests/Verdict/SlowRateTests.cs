using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class SlowRateTests
{
    [Fact]
    public void A_rate_that_swings_widens_the_interval_and_a_steady_one_does_not()
    {
        Assessment swinging = After(f => f / 80 % 2 == 0 ? 0.02 : 0.18), steady = After(_ => 0.1); // 40 ps slow, 40 ps fast: the same mean
        Assert.InRange(swinging.D.HalfWidth / swinging.D.Value / (steady.D.HalfWidth / steady.D.Value), 1.5, 5);
        Assert.InRange(steady.D.HalfWidth / steady.D.Value, 0.05, 0.22);
    }

    private static Assessment After(Func<int, double> ratePerPs)
    {
        var random = new Random(11);
        double[] site = new double[192];
        var levels = new LocalDiffusivityLevels(64, 0.5);
        for (int frame = 0; frame <= 960; frame++)
        {
            for (int i = 0; i < 64; i++)
            {
                if (random.NextDouble() < 0.5 * ratePerPs(frame)) site[3 * i + random.Next(3)] += random.Next(2) == 0 ? 2.8 : -2.8;
            }
            levels.Add(0.5 * frame, [.. site.Select(x => x + 0.3 * (random.NextDouble() - 0.5))]);
        }
        return DiffusionRule.Assess(levels)!;
    }
}
