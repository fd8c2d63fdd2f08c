using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>Says when a run may stop: at two checks in a row the interval is narrow enough and nothing speaks against it.</summary>
/// <remarks>
/// Checks are due at 20 ps and then every max(5 ps, 6 %), of the run's own time: the same frames give the same stop, live or replayed. No
/// further allowance for repeated looks is made; docs/verdict.md has the coverage measured at the stop. Not thread-safe.
/// </remarks>
public sealed class StopRule
{
    /// <summary>The first check, ps.</summary>
    public const double FirstPs = 20;

    private const double StepPs = 5;
    private const double StepShare = 0.06;
    private const int InARow = 2;
    private const double TolerancePs = 1e-6;

    private readonly double _hopA;
    private int _streak;

    /// <param name="targetRelative">Half-width wanted, in parts of D: 0.2 for ±20 %.</param>
    public StopRule(double targetRelative, double hopA = DiffusionRule.DefaultHopA)
    {
        if (!(targetRelative is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(targetRelative), targetRelative, "expected a share of D between 0 and 1");
        (TargetRelative, _hopA) = (targetRelative, hopA);
    }

    public double TargetRelative { get; }

    /// <summary>When the next check is due, ps of covered time.</summary>
    public double DuePs { get; private set; } = FirstPs;

    /// <summary>The check at which the run might have stopped; null while it may not.</summary>
    public Assessment? AtStop { get; private set; }

    public void Carry(StateCarrier state) =>
        (DuePs, AtStop, _streak) = (state.Carry(DuePs), Assessment.Carry(state, AtStop), state.Carry(_streak));

    public bool IsDue(LocalDiffusivityLevels levels) => AtStop is null && levels.CoveredPs >= DuePs - TolerancePs;

    /// <summary>Makes the check that is due. Call it at the first frame at which <see cref="IsDue"/>.</summary>
    /// <returns>What was found; null while the run is too short to tell.</returns>
    public Assessment? Check(LocalDiffusivityLevels levels)
    {
        Assessment? found = DiffusionRule.Assess(levels, _hopA);
        Note(levels.CoveredPs, found);
        return found;
    }

    /// <summary>The same with an assessment already made, which several targets may share.</summary>
    public void Note(double coveredPs, Assessment? found)
    {
        while (coveredPs >= DuePs - TolerancePs) DuePs = Math.Max(DuePs + StepPs, DuePs * (1 + StepShare));
        _streak = found is not null && found.MayStop(TargetRelative) ? _streak + 1 : 0;
        if (_streak >= InARow) AtStop ??= found;
    }
}
