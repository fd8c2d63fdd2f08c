namespace StreamingSse.Kernel.Verdict;

/// <summary>What a person is told about a run, with every figure behind it.</summary>
/// <param name="Reason">In plain words, with the figures; also names the tested lag.</param>
/// <param name="TargetRelative">Half-width asked for, in parts of D.</param>
/// <param name="Found">Null while waiting.</param>
/// <param name="Transport">Null unless D may be quoted.</param>
/// <param name="RemainingPs">Time still needed, with the range that should hold the truth three to four times out of five; NaN where it cannot be told, 0 once converged.</param>
/// <param name="StopAtPs">When the stopping rule was met, ps; NaN while it is not.</param>
/// <param name="AtStop">What was known then.</param>
public sealed record DiffusionVerdict(
    VerdictState State, string Reason, double TargetRelative, Assessment? Found, Transport? Transport, Interval RemainingPs, double StopAtPs, Assessment? AtStop)
{
    /// <summary>Forecasts of the whole run's length hold within this factor some four times out of five: the range that is shown.</summary>
    public const double ForecastFactor = 1.75;

    private static readonly Interval Unknown = new(double.NaN, double.NaN, double.NaN);

    /// <summary>The state's name in files: waiting, equilibrating, sub-diffusive, not-diffusing, diffusing, converged.</summary>
    public string StateName => State switch
    {
        VerdictState.SubDiffusive => "sub-diffusive",
        VerdictState.NotDiffusing => "not-diffusing",
        _ => State.ToString().ToLowerInvariant(),
    };

    /// <summary>A D may be quoted, not only an upper bound.</summary>
    public bool IsQuotable => State is VerdictState.Diffusing or VerdictState.Converged;

    /// <summary>The figures of an early check, to be looked at and not to be quoted.</summary>
    public bool IsProvisional => State != VerdictState.Converged && (!IsQuotable || Found is { IsEarly: true });

    /// <summary>Groups of ions that move as one are worth a word from here on.</summary>
    public bool MovesInGroups => Found is { Collectivity: >= 2 };

    /// <param name="stop">Has seen all checks so far; its target is the verdict's.</param>
    /// <param name="conditions">NaN entries make the conductivities NaN.</param>
    public static DiffusionVerdict Of(
        LocalDiffusivityLevels levels, StopRule stop, TransportConditions conditions, double hopA = DiffusionRule.DefaultHopA)
    {
        double stopAtPs = stop.AtStop?.CoveredPs ?? double.NaN;
        if (levels.CoveredPs < StopRule.FirstPs - 1e-6 || DiffusionRule.Assess(levels, hopA) is not { } found)
        {
            return new(VerdictState.Waiting, VerdictWords.WhyWaiting(levels.CoveredPs), stop.TargetRelative, null, null, Unknown, stopAtPs, stop.AtStop);
        }
        VerdictState state = StateOf(found, stop);
        bool quotable = state is VerdictState.Diffusing or VerdictState.Converged;
        return new(
            state, VerdictWords.Reason(state, found, stop.TargetRelative), stop.TargetRelative, found,
            quotable ? Transport.Of(levels, found, conditions) : null, Remaining(state, found, stop.TargetRelative), stopAtPs, stop.AtStop);
    }

    private static VerdictState StateOf(Assessment found, StopRule stop)
    {
        if (!found.IsPositive) return VerdictState.NotDiffusing;
        if (found.IsDrifting && stop.AtStop is null) return VerdictState.Equilibrating;
        if (!found.HasPlateau) return VerdictState.SubDiffusive;
        return stop.AtStop is null ? VerdictState.Diffusing : VerdictState.Converged;
    }

    private static Interval Remaining(VerdictState state, Assessment found, double targetRelative)
    {
        if (state == VerdictState.Converged) return new(0, 0, 0);
        if (state == VerdictState.NotDiffusing) return Unknown;
        double total = found.ForecastPs(targetRelative);
        return new(total - found.CoveredPs, Math.Max(0, total / ForecastFactor - found.CoveredPs), total * ForecastFactor - found.CoveredPs);
    }
}
