using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Tests.Truth;
using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Tests.Thermodynamics;

/// <summary>Na₃PS₄ at 800 K, 100 configurations 20 fs apart: the reference numbers published beside the trajectory.</summary>
public sealed class PublishedSpectrumTests
{
    private const double TemperatureK = 800;

    // The reference prints 5 to 7 digits. F carries its slightly other k: 4e-5 meV. ⟨ω30⟩ here is over all bins ≤ 30 meV.
    [DataTheory]
    [InlineData("all", 23.41833, 15.661, 69.91033, 0.0849790, -89.85645, 0.1997085)]
    [InlineData("d", 17.53019, 15.417, 69.42849, 0.0855660, -105.35522, 0.2184796)]
    [InlineData("nd", 28.94991, 16.022, 70.36082, 0.0844302, -75.36617, 0.1821587)]
    public void Paper_mode_gives_the_published_descriptors(
        string group, double omega, double omega30, double e, double cv, double f, double s)
    {
        var run = new Na3ps4(DriftMode.Framework);
        VacfCurve[] curves = BruteForce.Vacf(run.Atoms, run.VelocitiesAPerPs, 99);
        VacfCurve[] chosen = [.. curves.Where(curve => group == "all" || (run.Atoms.SpecieNames[curve.Specie] == "Na") == (group == "d"))];
        var means = new VibrationalMeans(Vdos.Paper(GroupCorrelation.RawSums(chosen, 99), Na3ps4.FramePs));
        Assert.Equal(omega, means.OmegaMev, tolerance: 2e-5);
        Assert.Equal(omega30, means.OmegaUpToMev(30), tolerance: 6e-4);
        Assert.Equal(e, means.EnergyMev(TemperatureK), tolerance: 1e-5);
        Assert.Equal(cv, means.HeatCapacityMevPerK(TemperatureK), tolerance: 1e-7);
        Assert.Equal(f, means.FreeEnergyMev(TemperatureK), tolerance: 6e-5);
        Assert.Equal(s, means.EntropyMevPerK(TemperatureK), tolerance: 1e-7);
    }

    [DataTheory]
    [InlineData("Na", 801.0)]
    [InlineData("P", 600.9)]
    [InlineData("S", 733.0)]
    public void Kinetic_temperatures_are_the_published_ones(string specie, double temperatureK)
    {
        var run = new Na3ps4(DriftMode.Framework);
        Assert.Equal(temperatureK, run.Kinetic.MeanK(run.Atoms.SpecieNames.IndexOf(specie)), tolerance: 0.06);
    }
}
