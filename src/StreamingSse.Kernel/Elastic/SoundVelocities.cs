namespace StreamingSse.Kernel.Elastic;

/// <summary>Sound in a polycrystal, m/s: v_l = √((B+4G/3)/ρ), v_t = √(G/ρ), ⟨v⟩ = [(2/v_t³ + 1/v_l³)/3]^(−1/3).</summary>
/// <remarks>O. L. Anderson, J. Phys. Chem. Solids 1963, 24, 909.</remarks>
public readonly record struct SoundVelocities(double LongitudinalMPerS, double TransverseMPerS)
{
    public double Ratio => LongitudinalMPerS / TransverseMPerS;

    public double MeanMPerS =>
        Math.Pow((2 / Math.Pow(TransverseMPerS, 3) + 1 / Math.Pow(LongitudinalMPerS, 3)) / 3, -1.0 / 3);

    /// <param name="densityGPerCm3">Above zero.</param>
    public static SoundVelocities Of(ElasticModuli moduli, double densityGPerCm3)
    {
        if (!(densityGPerCm3 > 0)) throw new ArgumentException($"expected a density above 0 g/cm³, got {densityGPerCm3}", nameof(densityGPerCm3));
        return new SoundVelocities(Speed(moduli.PWaveGpa), Speed(moduli.ShearGpa));

        double Speed(double gpa) => Math.Sqrt(gpa * Units.PaPerGpa / (densityGPerCm3 * Units.KgPerM3PerGPerCm3));
    }
}
