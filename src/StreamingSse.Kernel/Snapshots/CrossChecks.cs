using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>D by other ways, beside the verdict's. Where they differ by more than their errors, something is wrong with the run or with how it is read.</summary>
/// <param name="LagPs">Lag at which velocities and positions are compared; NaN where velocities are missing, derived or sampled too coarsely.</param>
/// <param name="FromVelocitiesA2PerPs">Velocity integral, averaged over one to two of that lag.</param>
/// <param name="FromPositionsA2PerPs">The same quantity from the displacements.</param>
/// <param name="ErrorA2PerPs">One standard error, of either: both are functions of the same motion.</param>
/// <param name="PaperA2PerPs">The paper's line; its relative error stays near 1/√N however long the run.</param>
/// <param name="PaperErrorA2PerPs">One standard error by that rule, N counting groups that move as one once.</param>
/// <param name="HalvesZ">First half against the second, in standard errors.</param>
public sealed record CrossChecks(
    double LagPs, double FromVelocitiesA2PerPs, double FromPositionsA2PerPs, double ErrorA2PerPs, double PaperA2PerPs, double PaperErrorA2PerPs, double HalvesZ)
{
    private const double Errors = 3;
    private const double SystematicShare = 0.05;
    private readonly bool _isQuotable;
    private readonly Interval _estimate;

    /// <param name="vacf">Of the mobile species, whose velocities the engine wrote often enough; empty otherwise.</param>
    /// <param name="ionCount">Mobile ions.</param>
    public CrossChecks(DiffusionVerdict verdict, Assessment found, IReadOnlyList<VacfCurve> vacf, double framePs, DiffusionFit? paper, int ionCount)
        : this(double.NaN, double.NaN, double.NaN, double.NaN, paper?.DA2PerPs ?? double.NaN, double.NaN, found.HalvesZ)
    {
        (_isQuotable, _estimate) = (verdict.IsQuotable, found.D);
        PaperErrorA2PerPs = Math.Abs(PaperA2PerPs) * Math.Sqrt(Math.Max(1, found.Collectivity) / ionCount);
        double longestPs = vacf.Count == 0 ? 0 : 0.5 * (vacf.Min(c => c.SumA2PerPs2.Length) - 1) * framePs;
        int level = Array.FindLastIndex(found.Plateau.LagPs, lag => lag <= longestPs * (1 + 1e-9));
        if (level < 0) return;
        LagPs = found.Plateau.LagPs[level];
        FromVelocitiesA2PerPs = GreenKubo.DA2PerPs(vacf, framePs, LagPs);
        (FromPositionsA2PerPs, ErrorA2PerPs) = (found.Plateau.DA2PerPs[level], found.Plateau.ErrorA2PerPs[level]);
    }

    public IEnumerable<string> Warnings()
    {
        if (Math.Abs(FromVelocitiesA2PerPs - FromPositionsA2PerPs) > Errors * ErrorA2PerPs + SystematicShare * Math.Abs(FromPositionsA2PerPs))
        {
            yield return $"D from velocities ({FromVelocitiesA2PerPs:G3} Å²/ps) and from positions ({FromPositionsA2PerPs:G3} ± {ErrorA2PerPs:G2} Å²/ps) at lags of {LagPs:0.##}–{2 * LagPs:0.##} ps differ: "
                + "check the time step, the spacing of frames, and whether coordinates are wrapped";
        }
        double error = double.Hypot(PaperErrorA2PerPs, _estimate.HalfWidth / 1.96);
        if (_isQuotable && Math.Abs(PaperA2PerPs - _estimate.Value) > Errors * error)
        {
            yield return $"the paper's line gives D = {PaperA2PerPs:G3} Å²/ps, the estimate {_estimate.Value:G3} ({_estimate.Low95:G3} to {_estimate.High95:G3}) Å²/ps: "
                + "more than three of their errors apart, so one of them sees what the other does not (memory, a changing rate, a start that differs)";
        }
        if (Math.Abs(HalvesZ) > Errors)
            yield return $"the two halves of the run differ by {Math.Abs(HalvesZ):G2} standard errors in D: it {(HalvesZ > 0 ? "slowed down" : "sped up")}";
    }
}
