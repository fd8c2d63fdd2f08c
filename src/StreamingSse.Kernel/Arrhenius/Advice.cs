namespace StreamingSse.Kernel.Arrhenius;

/// <summary>One thing to do next.</summary>
/// <param name="Action">stop, extend or start.</param>
/// <param name="Run">The run to stop or extend; empty where a new one is to be started.</param>
/// <param name="AddPs">How much further, ps; NaN for a stop.</param>
/// <param name="CoreHours">What that costs; NaN where the speed of the engine is not known.</param>
/// <param name="EaHalfWidthAfterEv">Expected half-width of E_a's interval afterwards, eV; NaN where it cannot be told.</param>
/// <param name="LogSigma300HalfWidthAfter">Expected half-width of ln σ(300 K)'s interval afterwards.</param>
/// <param name="CostToTarget">Core hours, or ps where no speed is known, of the cheapest way to the precision asked for that begins like this; what the list is ordered by. NaN where it cannot be told.</param>
/// <param name="Reason">In plain words.</param>
public sealed record Advice(
    string Action, string Material, double TemperatureK, string Run, double AddPs, double CoreHours, double EaHalfWidthAfterEv,
    double LogSigma300HalfWidthAfter, double CostToTarget, string Reason);
