using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Fleet;

/// <summary>What a run says about D so far.</summary>
/// <param name="State">waiting, equilibrating, sub-diffusive, not-diffusing, diffusing, converged; reference; empty before the first word.</param>
/// <param name="D">With its 95 % interval, Å²/ps; may be quoted only where <see cref="IsQuotable"/>.</param>
/// <param name="UpperBound95">Å²/ps, for states in which no D may be quoted; NaN where there is none.</param>
/// <param name="SigmaKPerD">σT/D, (S/cm)·K per Å²/ps: N z²e²/(V k), which turns any D of this material into a conductivity; NaN where it is not known.</param>
/// <param name="RequiredPs">Least simulated time before D may be quoted, ps; NaN where it is not known.</param>
/// <param name="RemainingPs">Time still needed to the target asked for; NaN where it cannot be told.</param>
public sealed record RunDiffusion(string State, string Reason, Interval D, double UpperBound95, double SigmaKPerD, double RequiredPs, Interval RemainingPs)
{
    public static Interval Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Nothing is known yet.</summary>
    public static RunDiffusion None { get; } = new("", "", Unknown, double.NaN, double.NaN, double.NaN, Unknown);

    public bool IsQuotable => State is "diffusing" or "converged" or "reference" && D.Value > 0;

    /// <summary>Whether less than half a hop was seen, where the bound stands for 3.69 of them.</summary>
    public bool IsNothingSeen => State == "not-diffusing" && !(D.Value * Statistics.Poisson.High95(0) > 0.5 * UpperBound95);

    /// <summary>Standard error of ln D, from the 95 % interval.</summary>
    public double LogError => D.Low95 > 0 ? Math.Log(D.High95 / D.Low95) / (2 * Statistics.Normal.Z975) : double.NaN;
}
