using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>How one run ended under one target.</summary>
/// <param name="StopPs">When it was stopped; NaN where it ran to the cap.</param>
/// <param name="DA2PerPs">D and its 95 % interval at the stop.</param>
/// <param name="BoundHeld">Share of the checks looked at (every tenth) whose upper bound was not below the truth.</param>
/// <param name="ForecastRatios">Forecast length over actual length, at the checks between 30 and 80 % of the run.</param>
/// <param name="AtStop">All that the rule knew then; null where it did not stop.</param>
internal sealed record CoverageOutcome(
    double TrueDA2PerPs, double StopPs, double DA2PerPs, double Low95, double High95, double BoundHeld, double[] ForecastRatios, Assessment? AtStop)
{
    public bool Stopped => !double.IsNaN(StopPs);

    public bool Covers => Low95 <= TrueDA2PerPs && TrueDA2PerPs <= High95;

    /// <summary>Relative error at the stop; infinite where there is no diffusion to find.</summary>
    public double Error => TrueDA2PerPs > 0 ? DA2PerPs / TrueDA2PerPs - 1 : double.PositiveInfinity;
}
