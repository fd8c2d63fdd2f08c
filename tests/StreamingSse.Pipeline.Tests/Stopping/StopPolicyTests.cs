using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class StopPolicyTests
{
    private static readonly StopWhen Within50 = new(null, 0.5, 0);

    [Fact]
    public void A_run_stops_when_its_verdict_says_so_and_not_before()
    {
        JoinedSnapshot early = ConvergedWalk.Snapshot(15, 0.5), late = ConvergedWalk.Snapshot(400, 0.5);
        Assert.NotEqual(VerdictState.Converged, early.Snapshot.Verdict!.State);
        Assert.Equal(VerdictState.Converged, late.Snapshot.Verdict!.State);
        Assert.Null(StopPolicy.Decide(Within50, "run", early.Snapshot));
        StopFacts facts = StopPolicy.Decide(Within50, "run", late.Snapshot)!;
        Assert.Equal(late.Snapshot.Verdict.Found!.D, facts.D);
        Assert.Equal(400, facts.AtPs);
        Assert.Equal(DiffusionRule.Version, facts.RuleVersion);
    }

    [Fact]
    public void A_least_time_holds_a_stop_back()
    {
        JoinedSnapshot late = ConvergedWalk.Snapshot(400, 0.5);
        Assert.Null(StopPolicy.Decide(Within50 with { AfterPs = 400.5 }, "run", late.Snapshot));
        Assert.NotNull(StopPolicy.Decide(Within50 with { AfterPs = 400 }, "run", late.Snapshot));
    }

    [Fact]
    public void An_interval_that_has_become_wider_than_asked_for_holds_a_stop_back()
    {
        JoinedSnapshot late = ConvergedWalk.Snapshot(400, 0.5);
        double now = late.Snapshot.Verdict!.Found!.D.HalfWidth / late.Snapshot.Verdict.Found.D.Value;
        Assert.Null(StopPolicy.Decide(Within50 with { TargetRelative = 0.99 * now }, "run", late.Snapshot));
        Assert.NotNull(StopPolicy.Decide(Within50 with { TargetRelative = 1.01 * now }, "run", late.Snapshot));
    }

    [Fact]
    public void A_command_gets_the_facts_in_its_environment()
    {
        IReadOnlyDictionary<string, string> facts = StopPolicy.Decide(Within50, "my run", ConvergedWalk.Snapshot(400, 0.5).Snapshot)!.Environment();
        Assert.Equal("my run", facts["SSE_RUN"]);
        Assert.Equal("Li", facts["SSE_SPECIE"]);
        Assert.Equal("400", facts["SSE_AT_PS"]);
        // A walk of uniform steps of 2 Å every 0.5 ps: D = 2²/12/(2·0.5) Å²/ps.
        Assert.InRange(2.0 * 2 / 12, double.Parse(facts["SSE_D_LOW95_A2_PER_PS"]), double.Parse(facts["SSE_D_HIGH95_A2_PER_PS"]));
    }
}
