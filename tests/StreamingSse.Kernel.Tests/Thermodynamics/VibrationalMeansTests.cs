using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Tests.Thermodynamics;

public sealed class VibrationalMeansTests
{
    /// <summary>g ∝ ω² up to 10 THz, the Debye spectrum: ⟨ω⟩ = ¾ω_D, ⟨ω²⟩ = ⅗ω_D².</summary>
    private static readonly DensityOfStates Debye = new(
        [.. Enumerable.Range(0, 10001).Select(k => k * 1e-3)], [.. Enumerable.Range(0, 10001).Select(k => k * 1e-3 * k * 1e-3)], 2);

    private const double TopMev = 10 * Units.MevPerThz;

    [Fact]
    public void Means_of_a_Debye_spectrum_are_exact()
    {
        var means = new VibrationalMeans(Debye);
        Assert.Equal(0.75 * TopMev, means.OmegaMev, tolerance: 1e-5);
        Assert.Equal(Math.Sqrt(0.6) * TopMev, means.RootMeanSquareOmegaMev, tolerance: 1e-5);
        Assert.Equal(0.75 * 5 * Units.MevPerThz, means.OmegaUpToMev(5 * Units.MevPerThz), tolerance: 1e-5);
    }

    [Fact]
    public void Both_spectral_Debye_temperatures_are_the_cut_off_of_a_Debye_spectrum()
    {
        var means = new VibrationalMeans(Debye);
        double theta = TopMev / Units.BoltzmannMevPerK;
        Assert.Equal(theta, DebyeTemperature.FromMean(means.OmegaMev), tolerance: 1e-3);
        Assert.Equal(theta, DebyeTemperature.FromRootMeanSquare(means.RootMeanSquareOmegaMev), tolerance: 1e-3);
    }

    [Fact]
    public void The_Debye_temperature_of_displacements_is_the_cut_off_too()
    {
        // SI, by equipartition: ⟨|u|²⟩ = 3·(kT/m)·3/ω_D² for g ∝ ω².
        const double amuKg = 1.66053906660e-27, t = 1000, thetaK = 480, kJ = 1.380649e-23, hbar = 1.054571817e-34;
        double omegaD = kJ * thetaK / hbar;
        double massSquareAmuA2 = 9 * kJ * t / (omegaD * omegaD) / amuKg * 1e20;
        Assert.Equal(thetaK, DebyeTemperature.FromDisplacement(massSquareAmuA2, t), tolerance: 1e-4);
    }

    [Fact]
    public void Fewer_than_two_bins_below_the_cut_off_have_no_mean()
    {
        var coarse = new VibrationalMeans(new DensityOfStates([0, 8, 16], [0, 1, 1], 3));
        Assert.Equal(double.NaN, coarse.OmegaUpToMev(30));
        Assert.Equal(2, coarse.BinsUpTo(8 * Units.MevPerThz));
    }

    [Fact]
    public void Identities_hold_for_the_means_as_for_each_mode()
    {
        var means = new VibrationalMeans(Debye);
        Assert.Equal(means.FreeEnergyMev(300), means.EnergyMev(300) - 300 * means.EntropyMevPerK(300), tolerance: 1e-9);
        Assert.InRange(means.HeatCapacityMevPerK(300), 0, Units.BoltzmannMevPerK);
        // D₃(θ/T) is 0.674415564 at 1 (Abramowitz & Stegun, table 27.1): E = (9/8)ħω_D/3 + kT·D₃ per mode.
        double t = TopMev / Units.BoltzmannMevPerK;
        Assert.Equal(3.0 / 8 * TopMev + TopMev * 0.674415564, means.EnergyMev(t), tolerance: 1e-4);
    }
}
