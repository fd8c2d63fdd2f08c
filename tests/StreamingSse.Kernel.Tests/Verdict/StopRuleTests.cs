using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

public class StopRuleTests
{
    [Fact]
    public void Fast_hops_of_64_ions_stop_near_100_ps_and_the_interval_holds_the_truth()
    {
        const double trueD = 0.1 * 2.8 * 2.8 / 6;
        int held = 0;
        List<double> stopsPs = [];
        for (int seed = 0; seed < 9; seed++)
        {
            Assessment? stop = Watch(Walks.Hops(64, 1201, 0.1, seed), 64, 0.3, out _).AtStop;
            if (stop is null) continue;
            stopsPs.Add(stop.CoveredPs);
            if (stop.D.Low95 <= trueD && trueD <= stop.D.High95) held++;
            Assert.InRange(stop.D.Value, 0.6 * trueD, 1.4 * trueD);
            Assert.InRange(stop.Collectivity, 0.3, 1.7);
        }
        Assert.InRange(stopsPs.Count, 8, 9);
        Assert.InRange(stopsPs.Order().ElementAt(stopsPs.Count / 2), 80, 150);
        Assert.InRange(held, stopsPs.Count - 1, 9);
    }

    [Fact]
    public void Ions_that_only_vibrate_never_stop_and_are_bounded_below_1e_minus_7_cm2_per_s_by_100_ps()
    {
        List<double> boundsA2PerPs = [];
        for (int seed = 0; seed < 10; seed++)
        {
            StopRule rule = Watch(Walks.Hops(64, 401, 0, seed), 64, 0.3, out List<Assessment> checks);
            Assert.Null(rule.AtStop);
            Assert.All(checks, c => Assert.True(c.UpperBound95 > 0));
            boundsA2PerPs.AddRange(checks.Where(c => c.CoveredPs >= 100).Select(c => c.UpperBound95));
        }
        // Now and then a start that looks different by chance is left out, and less time bounds less.
        Assert.InRange(boundsA2PerPs.Average(b => b < 1e-3 ? 1.0 : 0), 0.97, 1);
    }

    [Fact]
    public void Hops_that_are_all_taken_back_never_stop()
    {
        var random = new Random(4);
        bool[] up = new bool[64];
        IEnumerable<double[]> Rattle()
        {
            for (int frame = 0; frame < 1201; frame++)
            {
                for (int i = 0; i < 64; i++) up[i] ^= random.NextDouble() < 0.025;
                yield return [.. Enumerable.Range(0, 192).Select(c => (c % 3 == 0 && up[c / 3] ? 2.8 : 0) + 0.2 * random.NextDouble())];
            }
        }
        Assert.Null(Watch(Rattle(), 64, 0.3, out _).AtStop);
    }

    [Fact]
    public void Strings_of_eight_are_told_from_independent_ions()
    {
        Watch(Walks.Hops(64, 2001, 0.02, seed: 2, group: 8), 64, 0.05, out List<Assessment> strings);
        Watch(Walks.Hops(64, 2001, 0.02, seed: 2), 64, 0.05, out List<Assessment> single);
        Assert.InRange(strings[^1].Collectivity, 5, 11);
        Assert.InRange(single[^1].Collectivity, 0, 1.6);
        Assert.InRange(strings[^1].D.HalfWidth / strings[^1].D.Value / (single[^1].D.HalfWidth / single[^1].D.Value), 1.2, 4);
    }

    [Fact]
    public void A_replay_stops_at_the_same_frame_with_the_same_bits()
    {
        Assessment first = Watch(Walks.Hops(64, 1201, 0.1, 3), 64, 0.3, out _).AtStop!;
        Assert.Equal(first, Watch(Walks.Hops(64, 1201, 0.1, 3), 64, 0.3, out _).AtStop);
    }

    [Fact]
    public void Checks_are_due_every_five_ps_then_every_six_per_cent()
    {
        var rule = new StopRule(0.3);
        var levels = new LocalDiffusivityLevels(2, 0.5);
        List<double> duePs = [];
        for (int frame = 0; frame < 400; frame++)
        {
            levels.Add(0.5 * frame, new double[6]);
            if (!rule.IsDue(levels)) continue;
            duePs.Add(rule.DuePs);
            rule.Check(levels);
        }
        Assert.Equal([20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85], duePs.Take(14));
        Assert.Equal(1.06 * 95.506, duePs[16], 1e-2); // 85 → 90.1 → 95.506 → 101.24
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_target_that_is_no_share_is_refused(double target) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StopRule(target));

    private static StopRule Watch(IEnumerable<double[]> frames, int ionCount, double target, out List<Assessment> checks)
    {
        var levels = new LocalDiffusivityLevels(ionCount, 0.5);
        var rule = new StopRule(target);
        checks = [];
        int frame = 0;
        foreach (double[] positionsA in frames)
        {
            levels.Add(0.5 * frame++, positionsA);
            if (rule.IsDue(levels) && rule.Check(levels) is { } found) checks.Add(found);
        }
        return rule;
    }
}
