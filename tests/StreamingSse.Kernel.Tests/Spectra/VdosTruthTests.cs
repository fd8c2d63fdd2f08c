using StreamingSse.Kernel.Spectra;
using StreamingSse.Kernel.Tests.Truth;

namespace StreamingSse.Kernel.Tests.Spectra;

/// <summary>Spectra made by an independent program (numpy) from the same autocorrelations, which hold g/6.</summary>
public sealed class VdosTruthTests
{
    // Both files are printed with 7 and 6 digits; with that rounding the transforms agree to 1e-5 of the peak.
    [DataTheory]
    [InlineData("CaF2_1500/CaF2_1500", "vacf_F", "vdos_F_ps")]
    [InlineData("CaF2_1500/CaF2_1500", "vacf_Ca", "vdos_Ca_ps")]
    [InlineData("CP2K_CaF2_1500_fist/CP2K_CaF2_1500_fist", "vacf_F_A2ps2", "vdos_F_ps")]
    [InlineData("CP2K_Li2O_xtb/CP2K_Li2O_xtb", "vacf_Li_A2ps2", "vdos_Li_ps")]
    [InlineData("Ar_Rahman_94K/Ar_Rahman_94K", "vacf_1", "vdos_1_ps")]
    public void Standard_mode_is_six_times_the_truth(string set, string vacf, string vdos)
    {
        var correlation = new Csv(SharedData.Path($"engines/{set}.truth_vacf.csv"));
        var truth = new Csv(SharedData.Path($"engines/{set}.truth_vdos.csv"));
        DensityOfStates g = Vdos.Standard(correlation[vacf], correlation["lag_ps"][1]);
        double peak = g.GPerThz.Max();
        int compared = 0;
        for (int k = 0; k < truth["freq_THz"].Length; k++)
        {
            int at = Array.IndexOf(g.FrequencyThz, Math.Round(truth["freq_THz"][k], 6));
            if (at < 0) continue; // beyond Nyquist
            Assert.Equal(6 * truth[vdos][k], g.GPerThz[at], tolerance: 2e-5 * peak);
            compared++;
        }
        Assert.True(compared > 200, $"{compared} frequencies compared");
    }
}
