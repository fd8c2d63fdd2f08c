namespace StreamingSse.Kernel.Fleet;

/// <summary>How far a run is.</summary>
/// <param name="FrameCount">Frames of this generation that the row is a function of.</param>
/// <param name="CoveredPs">Simulated time they span, ps.</param>
/// <param name="PsPerHour">Speed of the engine, ps of simulation per hour of wall time; NaN where it was not measured.</param>
/// <param name="Cores">Processor cores that the run occupies; NaN where it is not known.</param>
/// <param name="IsFinal">Its reader has ended: no frame follows unless the run goes on.</param>
/// <param name="Failure">Why the reading failed; null where it did not.</param>
public sealed record RunProgress(long FrameCount, int AtomCount, double CoveredPs, double PsPerHour, double Cores, bool IsFinal, string? Failure)
{
    /// <summary>Core hours per ps of simulation; NaN where the speed is not known.</summary>
    public double CoreHoursPerPs => (double.IsNaN(Cores) ? 1 : Cores) / PsPerHour;
}
