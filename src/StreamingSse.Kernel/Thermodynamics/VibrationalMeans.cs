using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Thermodynamics;

/// <summary>Means over a density of states: of the frequency, and of the harmonic functions per mode.</summary>
/// <remarks>
/// López et al. 2023, eqs 6–7 and below; ∫f(ω)g dω/∫g dω by the trapezoidal rule over hν in meV. The harmonic functions leave the first bin
/// out, ω = 0, where F and S have no bound. A mean with nothing under it is NaN. Cost O(bins).
/// </remarks>
public sealed class VibrationalMeans(DensityOfStates density)
{
    private readonly double[] _omegaMev = density.EnergyMev();

    /// <summary>⟨ω⟩ over the whole spectrum, meV.</summary>
    public double OmegaMev => Trapezoid.Mean(_omegaMev, density.GPerThz, omega => omega);

    /// <summary>√⟨ω²⟩ over the whole spectrum, meV.</summary>
    public double RootMeanSquareOmegaMev => Math.Sqrt(Trapezoid.Mean(_omegaMev, density.GPerThz, omega => omega * omega));

    /// <summary>Bins at or below a cut-off.</summary>
    public int BinsUpTo(double cutoffMev) => _omegaMev.Count(omega => omega <= cutoffMev * (1 + 1e-12));

    /// <summary>⟨ω⟩ over the bins at or below the cut-off, meV; NaN where there are fewer than two of them.</summary>
    public double OmegaUpToMev(double cutoffMev)
    {
        int bins = BinsUpTo(cutoffMev);
        return bins < 2 ? double.NaN : Trapezoid.Mean(_omegaMev.AsSpan(0, bins), density.GPerThz.AsSpan(0, bins), omega => omega);
    }

    /// <summary>E_vib, meV per mode.</summary>
    public double EnergyMev(double temperatureK) => PerMode(omega => HarmonicMode.EnergyMev(omega, temperatureK));

    /// <summary>C_v, meV/K per mode.</summary>
    public double HeatCapacityMevPerK(double temperatureK) => PerMode(omega => HarmonicMode.HeatCapacityMevPerK(omega, temperatureK));

    /// <summary>F_vib, meV per mode.</summary>
    public double FreeEnergyMev(double temperatureK) => PerMode(omega => HarmonicMode.FreeEnergyMev(omega, temperatureK));

    /// <summary>S_vib, meV/K per mode.</summary>
    public double EntropyMevPerK(double temperatureK) => PerMode(omega => HarmonicMode.EntropyMevPerK(omega, temperatureK));

    private double PerMode(Func<double, double> f) => Trapezoid.Mean(_omegaMev.AsSpan(1), density.GPerThz.AsSpan(1), f);
}
