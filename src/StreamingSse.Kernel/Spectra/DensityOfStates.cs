namespace StreamingSse.Kernel.Spectra;

/// <summary>A vibrational density of states g on equidistant frequencies from 0 up, THz.</summary>
/// <param name="GPerThz">1/THz in standard mode; a dimensionless modulus in paper mode, where only its shape counts.</param>
/// <param name="LagCount">Lags of the autocorrelation it was made of.</param>
public sealed record DensityOfStates(double[] FrequencyThz, double[] GPerThz, int LagCount)
{
    /// <summary>g(0); in standard mode proportional to the diffusion coefficient, and 0 by construction in paper mode.</summary>
    public double AtZeroPerThz => GPerThz[0];

    /// <summary>∫g dν; 3 per atom in standard mode.</summary>
    public double Integral => Trapezoid.Integral(FrequencyThz, GPerThz);

    /// <summary>The axis as energies hν, meV.</summary>
    public double[] EnergyMev() => [.. FrequencyThz.Select(thz => thz * Units.MevPerThz)];
}
