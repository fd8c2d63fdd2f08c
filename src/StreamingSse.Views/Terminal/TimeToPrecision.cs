using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Terminal;

/// <summary>How much longer a run needs, in simulated and in wall time, and how far its job will bring it.</summary>
internal static class TimeToPrecision
{
    public static IEnumerable<string> Of(LiveStatus status, DiffusionVerdict verdict)
    {
        if (verdict.RemainingPs is { Value: > 0 } more)
            yield return $"about {Figures.Time(more.Value)} more ({Figures.Time(more.Low95)} to {Figures.Time(more.High95)}) for ±{100 * verdict.TargetRelative:0} %{AtPresentSpeed(status, more.Value)}";
        if (status is { JobTimeLeft: { } left, State: not (ReadingState.Ended or ReadingState.Failed) })
            yield return $"this job ends in {Figures.Duration(left)}{Reached(status, verdict, left)}";
    }

    private static string AtPresentSpeed(LiveStatus status, double ps) =>
        status is { PsPerHour: > 0, State: not (ReadingState.Ended or ReadingState.Failed) }
            ? $", {Figures.Duration(TimeSpan.FromHours(Math.Min(ps / status.PsPerHour, 1e6)))} at the present {Figures.Number(status.PsPerHour)} ps/h"
            : "";

    // Errors fall with the square root of what was simulated and kept.
    private static string Reached(LiveStatus status, DiffusionVerdict verdict, TimeSpan left)
    {
        if (verdict.Found is not { } found || verdict.State is not (VerdictState.Diffusing or VerdictState.Converged) || !(status.PsPerHour > 0)) return "";
        double keptPs = found.CoveredPs - found.DiscardedPs, morePs = status.PsPerHour * left.TotalHours;
        double reached = found.D.HalfWidth / found.D.Value * Math.Sqrt(keptPs / (keptPs + morePs));
        return $" and will reach ±{100 * reached:0} %";
    }
}
