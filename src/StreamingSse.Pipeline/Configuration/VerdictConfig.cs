namespace StreamingSse.Pipeline.Configuration;

/// <param name="TargetRelative">Half-width of the 95 % interval on D at which a run has converged, in parts of D.</param>
public sealed record VerdictConfig(double TargetRelative)
{
    internal static VerdictConfig Read(ConfigSection section) => new(section.Number("target-relative", 0.01, 0.9));
}
