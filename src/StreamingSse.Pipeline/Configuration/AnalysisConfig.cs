using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>Choices of the analysis that a run may be given of its own (<see cref="RunAnswers"/>) or share with the process.</summary>
/// <param name="VacfMaxLagPs">Longest lag of the velocity autocorrelation, ps.</param>
/// <param name="VdosLagsPs">Lags behind the standard VDOS, ps.</param>
/// <param name="OmegaCutoffMev">Upper limit of the omega descriptors' integrals, meV.</param>
public sealed record AnalysisConfig(
    DriftMode Drift,
    VdosMode Vdos,
    double VacfMaxLagPs,
    double VdosLagsPs,
    double OmegaCutoffMev,
    UnwrapMode Unwrap)
{
    internal static AnalysisConfig Read(ConfigSection section) => new(
        section.Choice<DriftMode>("drift"),
        section.Choice<VdosMode>("vdos"),
        section.Number("vacf-max-lag-ps", 0.001, 10_000),
        section.Number("vdos-lags-ps", 0.001, 10_000),
        section.Number("omega-cutoff-mev", 0.1, 1000),
        section.Choice<UnwrapMode>("unwrap"));
}
