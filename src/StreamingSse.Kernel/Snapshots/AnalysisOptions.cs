using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>The choices a user can make about what is computed from a run.</summary>
/// <param name="Mobile">The diffusing species, named or inferred.</param>
public sealed record AnalysisOptions(MobileSpecies Mobile)
{
    public DriftMode Drift { get; init; } = DriftMode.Framework;

    public VdosMode Vdos { get; init; } = VdosMode.Standard;

    /// <summary>Lags behind the standard VDOS, ps: its resolution is one over this.</summary>
    public double VdosLagsPs { get; init; } = 2;

    /// <summary>Temperature for the harmonic functions, K; NaN takes the kinetic one.</summary>
    public double StatedTemperatureK { get; init; } = double.NaN;

    /// <summary>An extra range of lags for D, ps; null for none.</summary>
    public (double FromPs, double ToPs)? FitPs { get; init; }

    /// <summary>Cut-off of ⟨ω30⟩, meV.</summary>
    public double LowCutoffMev { get; init; } = 30;

    /// <summary>Half-width of the interval on D at which a run has converged, in parts of D.</summary>
    public double TargetRelative { get; init; } = 0.2;

    /// <summary>A kinetic temperature off the stated one by more than this share is warned of.</summary>
    public double TemperatureTolerance { get; init; } = 0.2;

    /// <summary>A spacing of frames that cannot show vibrations up to this energy is warned of, meV.</summary>
    public double LowestNyquistMev { get; init; } = 60;

    public DebyeEstimate Debye { get; init; } = DebyeEstimate.Mean;
}
