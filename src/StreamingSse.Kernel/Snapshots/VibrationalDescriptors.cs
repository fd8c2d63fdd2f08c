using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>What follows from a group's density of states: ⟨ω⟩, ⟨ω30⟩, E_vib, C_v, F_vib, S_vib and, of all atoms, θ_D.</summary>
public sealed class VibrationalDescriptors(AnalysisOptions options, double temperatureK, string from)
{
    private const string NoTemperature = "no temperature: none stated, and none to be had from velocities and masses";

    private static readonly string[] Names = ["omega", "omega30", "eVib", "cV", "fVib", "sVib"];

    /// <param name="suffix">All, Nd or D.</param>
    public void Add(DescriptorList list, string suffix, GroupDensity group)
    {
        if (group.Density is null)
        {
            foreach (string name in Names) list.Miss(name + suffix, group.Reason!);
            return;
        }
        var means = new VibrationalMeans(group.Density);
        const string empty = "the density of states integrates to nothing";
        list.Add("omega" + suffix, means.OmegaMev, "meV", from, empty);
        list.Add("omega30" + suffix, means.OmegaUpToMev(options.LowCutoffMev), "meV", from, means.BinsUpTo(options.LowCutoffMev) < 2
            ? $"fewer than two bins at or below {options.LowCutoffMev} meV: the run is too short for its frame spacing"
            : empty);
        string harmonic = $"{from}, T = {temperatureK:0.##} K ({(options.StatedTemperatureK > 0 ? "stated" : "kinetic")})";
        AddHarmonic("eVib", "meV/mode", means.EnergyMev);
        AddHarmonic("cV", "meV/K/mode", means.HeatCapacityMevPerK);
        AddHarmonic("fVib", "meV/mode", means.FreeEnergyMev);
        AddHarmonic("sVib", "meV/K/mode", means.EntropyMevPerK);

        void AddHarmonic(string name, string unit, Func<double, double> atTemperature)
        {
            if (temperatureK > 0) list.Add(name + suffix, atTemperature(temperatureK), unit, harmonic, empty);
            else list.Miss(name + suffix, NoTemperature);
        }
    }

    public void AddDebye(DescriptorList list, GroupDensity all, double massSquareAmuA2)
    {
        const string name = "thetaD";
        switch (options.Debye)
        {
            case DebyeEstimate.Displacement when !(temperatureK > 0):
                list.Miss(name, NoTemperature);
                break;
            case DebyeEstimate.Displacement:
                list.Add(name, DebyeTemperature.FromDisplacement(massSquareAmuA2, temperatureK), "K",
                    "computed, from the displacements of the non-mobile ions about their sites", "no non-mobile ions of known mass");
                break;
            case var _ when all.Density is null:
                list.Miss(name, all.Reason!);
                break;
            case DebyeEstimate.RootMeanSquare:
                double squareMev = new VibrationalMeans(all.Density).RootMeanSquareOmegaMev;
                list.Add(name, DebyeTemperature.FromRootMeanSquare(squareMev), "K", from, "no spectrum");
                break;
            default:
                list.Add(name, DebyeTemperature.FromMean(new VibrationalMeans(all.Density).OmegaMev), "K", from, "no spectrum");
                break;
        }
    }
}
