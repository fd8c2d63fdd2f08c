using StreamingSse.Kernel.State;

namespace StreamingSse.Kernel.Verdict;

/// <summary>Everything the rule knows of one run at one moment. Times ps, D Å²/ps.</summary>
/// <param name="CoveredPs">Length of the run so far, without gaps.</param>
/// <param name="D">With its 95 % interval: sampling, collective motion, slow change and possible memory.</param>
/// <param name="UpperBound95">What may be said where no D may: no correction for memory lowers it, and no hop seen does not make it 0.</param>
/// <param name="TestedLagPs">The longest lag looked at. Memory much longer than it is invisible.</param>
/// <param name="RequiredLagPs">What must be tested before a stop: some residence times of an ion at its site.</param>
/// <param name="OnsetLagPs">Shortest lag from which D(Δ) stays within 5 % of D; NaN where none does.</param>
/// <param name="PlateauLevel">The level of that lag, else the longest.</param>
/// <param name="LeftAtTested">Part of D by which the curve still differs from its limit at the longest lag.</param>
/// <param name="HalvesZ">First half against second, in standard errors.</param>
/// <param name="Collectivity">How many ions move as one, about.</param>
/// <param name="Hops">6·N·T·D/a²: net hops of all ions.</param>
/// <param name="ResidencePs">a²/(6D): mean time between an ion's net hops.</param>
/// <param name="MemoryWeight">Posterior probability of memory at more than the shortest lags, and its time.</param>
public sealed record Assessment(
    double CoveredPs, Interval D, double UpperBound95, double TestedLagPs, double RequiredLagPs, double OnsetLagPs, int PlateauLevel,
    double LeftAtTested, double HalvesZ, double Collectivity, double DiscardedPs, double Hops, double ResidencePs, double MemoryWeight, double MemoryTimePs)
{
    private const double MostLeft = 0.15;
    private const double MostBelow = 1.05;

    /// <summary>Independent events below which D is not told from zero.</summary>
    public const double FewestEvents = 5;

    private const double ShortestStopPs = 20;
    private const double KeptPerDiscarded = 3;
    private const double ShortestFirmPs = 75;
    private const double FirmPerRequiredLag = 3;

    /// <summary>Length of a run in units of the longest lag that may be tested in it.</summary>
    public const double WindowsPerLag = 2.5;

    /// <summary>D(Δ) of every level, to be looked at.</summary>
    public PlateauCurve Plateau { get; init; } = PlateauCurve.None;

    /// <summary>How often single ions hop, stay and come back.</summary>
    public HopStatistics SingleIons { get; init; }

    /// <summary>Early values move by more than their intervals say: the run is shorter than 75 ps, or than three required lags.</summary>
    public bool IsEarly => CoveredPs - DiscardedPs < Math.Max(ShortestFirmPs, FirmPerRequiredLag * RequiredLagPs);

    /// <summary>The start and the rest, or the two halves, differ by more than chance.</summary>
    public bool IsDrifting => Math.Abs(HalvesZ) > 2;

    /// <summary>D(Δ) has come within 15 % of its limit at the longest lag, and the required lag has been tested.</summary>
    public bool HasPlateau => LeftAtTested <= MostLeft && TestedLagPs >= RequiredLagPs;

    /// <summary>D differs from zero, by at least five independent events.</summary>
    public bool IsPositive => D.Value > 0 && D.Low95 > 0 && Hops / Math.Max(1, Collectivity) >= FewestEvents;

    /// <summary>This check alone would let the run stop at a half-width of <paramref name="targetRelative"/>·D, D being hardly lower than by that much either.</summary>
    public bool MayStop(double targetRelative) =>
        HasPlateau && IsPositive && D.HalfWidth <= targetRelative * D.Value && D.Value - D.Low95 <= MostBelow * targetRelative * D.Value
        && HalvesZ is > -2 and < 1.5
        && CoveredPs - DiscardedPs >= Math.Max(ShortestStopPs, KeptPerDiscarded * DiscardedPs);

    /// <summary>Least length at which the required lag has its window, ps: no D is quoted before.</summary>
    public double ShortestQuotablePs => WindowsPerLag * RequiredLagPs + DiscardedPs;

    /// <summary>Length at which the run should be that precise, ps: errors fall as 1/√T, and the required lag needs its window.</summary>
    public double ForecastPs(double targetRelative)
    {
        if (!(D.Value > 0)) return double.NaN;
        double precision = Math.Pow(D.HalfWidth / (targetRelative * D.Value), 2);
        return Math.Max(CoveredPs * Math.Max(1, precision), ShortestQuotablePs);
    }

    internal static Assessment? Carry(StateCarrier state, Assessment? found)
    {
        if (!state.Carry(found is not null)) return null;
        Assessment a = found ?? Blank;
        return new Assessment(
            state.Carry(a.CoveredPs), state.Carry(a.D), state.Carry(a.UpperBound95), state.Carry(a.TestedLagPs), state.Carry(a.RequiredLagPs),
            state.Carry(a.OnsetLagPs), state.Carry(a.PlateauLevel), state.Carry(a.LeftAtTested), state.Carry(a.HalvesZ), state.Carry(a.Collectivity),
            state.Carry(a.DiscardedPs), state.Carry(a.Hops), state.Carry(a.ResidencePs), state.Carry(a.MemoryWeight), state.Carry(a.MemoryTimePs))
        {
            Plateau = PlateauCurve.Carry(state, a.Plateau),
            SingleIons = state.Carry(a.SingleIons),
        };
    }

    private static Assessment Blank { get; } = new(0, default, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
