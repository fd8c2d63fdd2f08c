using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>Whether a run may stop now: the rule was met, it still holds, and the least time has passed.</summary>
public static class StopPolicy
{
    /// <returns>The figures to stop on; null while the run goes on.</returns>
    public static StopFacts? Decide(StopWhen when, string run, RunSnapshot snapshot)
    {
        if (snapshot.Verdict is not { State: VerdictState.Converged, Found: { } found } verdict) return null;
        double simulatedPs = snapshot.Run.LastPs - snapshot.Run.FirstPs;
        // With a least time the rule may have been met long before: what is known by now counts.
        bool stillHolds = found.D.HalfWidth <= when.TargetRelative * found.D.Value;
        if (!stillHolds || simulatedPs < when.AfterPs) return null;
        return new StopFacts(
            run, snapshot.Run.Path, snapshot.Mobile?.Specie ?? when.Specie ?? "", simulatedPs, snapshot.FrameCount, found.D, when.TargetRelative,
            found.TestedLagPs, found.DiscardedPs, verdict.Reason);
    }
}
