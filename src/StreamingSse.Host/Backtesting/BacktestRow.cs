using StreamingSse.Formats.Costs;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Host.Backtesting;

/// <summary>One finished run: when it would have been stopped, and what that would have cost and saved.</summary>
/// <param name="IsQuotable">A D may be quoted at the end, not only an upper bound.</param>
/// <param name="LengthPs">What was simulated, ps.</param>
/// <param name="StopAtPs">When it would have been stopped, ps; NaN where never.</param>
/// <param name="AtStop">What was known then; null where never.</param>
/// <param name="Final">What is known at the end; null where the run is too short.</param>
/// <param name="Cost">Null where no log tells.</param>
internal sealed record BacktestRow(
    string Name, string Path, string Engine, string Specie, string State, bool IsQuotable, double LengthPs, double StopAtPs, Assessment? AtStop, Assessment? Final, EngineCost? Cost)
{
    /// <summary>D of the whole run lies within the interval that the run would have been stopped with; null where it would not.</summary>
    public bool? Agrees => AtStop is null || Final is null ? null : Final.D.Value >= AtStop.D.Low95 && Final.D.Value <= AtStop.D.High95;

    /// <summary>Part of the run that would not have been simulated.</summary>
    public double SavedShare => AtStop is null ? 0 : Math.Max(0, 1 - StopAtPs / LengthPs);

    public double SavedCoreHours => Cost is null ? double.NaN : Cost.CoreHours * SavedShare;
}
