namespace StreamingSse.Kernel.Thermodynamics;

/// <summary>The Debye temperature θ, K, of a spectrum or of how far ions swing.</summary>
public static class DebyeTemperature
{
    /// <summary>Reduced Planck constant, meV·ps.</summary>
    private const double HbarMevPs = Units.MevPerThz / (2 * Math.PI);

    /// <summary>(4/3)⟨ω⟩/k: exact for g ∝ ω² up to kθ.</summary>
    public static double FromMean(double meanOmegaMev) => 4.0 / 3 * meanOmegaMev / Units.BoltzmannMevPerK;

    /// <summary>√(5/3·⟨ω²⟩)/k: exact for the same spectrum, with more weight on its top.</summary>
    public static double FromRootMeanSquare(double rootMeanSquareOmegaMev) =>
        Math.Sqrt(5.0 / 3) * rootMeanSquareOmegaMev / Units.BoltzmannMevPerK;

    /// <summary>From ⟨|u|²⟩ = 9ħ²T/(m k θ²) about the sites, T above θ.</summary>
    /// <remarks>Each mode of g ∝ ω² holds kT, so ⟨|u|²⟩ = 3·(kT/m)·⟨1/ω²⟩ = 9kT/(m ω_D²).</remarks>
    /// <param name="massSquareAmuA2">⟨m·|u|²⟩ over the ions, amu·Å².</param>
    public static double FromDisplacement(double massSquareAmuA2, double temperatureK) =>
        3 * HbarMevPs * Math.Sqrt(temperatureK / (Units.BoltzmannMevPerK * 1000 * Units.EvPerAmuA2PerPs2 * massSquareAmuA2));
}
