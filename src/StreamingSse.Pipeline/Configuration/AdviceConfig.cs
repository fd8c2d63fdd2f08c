using StreamingSse.Kernel.Arrhenius;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>When a material's Arrhenius line is known well enough, and where new runs may be started.</summary>
/// <param name="EaHalfWidthEv">Half-width of the 95 % interval on E_a, eV.</param>
/// <param name="SigmaFactor">σ(300 K) lies within this factor either way.</param>
/// <param name="LowestStartK">No new run is advised below, K.</param>
public sealed record AdviceConfig(double EaHalfWidthEv, double SigmaFactor, double LowestStartK)
{
    public CampaignTarget Target() => new(EaHalfWidthEv, Math.Log(SigmaFactor));

    internal static AdviceConfig Read(ConfigSection section) => new(
        section.Number("ea-half-width-ev", 1e-4, 10), section.Number("sigma-factor", 1.001, 1e6), section.Number("lowest-start-k", 1, 100_000));
}
