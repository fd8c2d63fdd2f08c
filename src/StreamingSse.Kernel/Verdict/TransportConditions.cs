namespace StreamingSse.Kernel.Verdict;

/// <summary>What turns a diffusivity into a conductivity; NaN where it is not known.</summary>
/// <param name="ChargeE">Nominal charge of one mobile ion, elementary charges.</param>
/// <param name="TemperatureK">Of the run.</param>
/// <param name="VolumeA3">Mean volume of the cell.</param>
public readonly record struct TransportConditions(double ChargeE, double TemperatureK, double VolumeA3)
{
    // 1 Å⁻³ in cm⁻³.
    private const double PerCm3PerPerA3 = 1e24;

    /// <summary>σ/D in (S/cm)/(Å²/ps): N z²e²/(V k T). Nernst 1888, Einstein 1905.</summary>
    public double SPerCmPerA2PerPs(int ionCount) =>
        ionCount / VolumeA3 * PerCm3PerPerA3 * ChargeE * ChargeE * Units.ElementaryChargeC / (Units.BoltzmannEvPerK * TemperatureK) * Units.Cm2PerSPerA2PerPs;
}
