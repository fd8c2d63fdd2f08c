using StreamingSse.Bench;

namespace StreamingSse.Kernel.Tests.Verdict;

/// <summary>A small part of the coverage study (<c>sse-bench coverage</c>, docs/verdict.md), with the rule as a black box: same walks, same runs, other seeds.</summary>
public class CoverageTests
{
    private const int Seeds = 4;
    private static readonly CoverageOptions Options = CoverageOptions.Parse(["--ions", "64", "--eps", "0.3", "--cap-ps", "600"]);

    [Fact]
    public void Intervals_hold_the_truth_at_the_stop_and_nothing_stops_where_D_is_zero()
    {
        List<CoverageOutcome> stopped = [];
        for (int m = 0; m < CoverageModels.All.Length; m++)
        {
            (string group, _, Func<int, CoverageRandom, CoverageWalk> make) = CoverageModels.All[m];
            if (group != "original") continue;
            for (int seed = 0; seed < Seeds; seed++)
                stopped.AddRange(CoverageRun.UnderRule(make(64, CoverageStudy.RandomOf(20_000 + seed, m, 64)), 64, Options).Where(o => o.Stopped));
        }
        Assert.DoesNotContain(stopped, o => o.TrueDA2PerPs == 0);
        Assert.InRange(stopped.Count, 30, 50); // of 56 that diffuse
        // With 40 stops and 95 % coverage, fewer than 34 held would be one in a thousand.
        Assert.InRange(stopped.Average(o => o.Covers ? 1.0 : 0), 0.85, 1);
        Assert.InRange(stopped.Average(o => Math.Abs(o.Error) > 0.3 ? 1.0 : 0), 0, 0.1);
        Assert.DoesNotContain(stopped, o => Math.Abs(o.Error) > 0.6);
    }
}
