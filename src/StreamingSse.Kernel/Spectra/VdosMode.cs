namespace StreamingSse.Kernel.Spectra;

/// <summary>How a density of states is made from a velocity autocorrelation.</summary>
public enum VdosMode
{
    /// <summary>Mass-weighted, unbiased, Hann taper; ∫g dν = 3 per atom.</summary>
    Standard,

    /// <summary>As López et al. 2023 did: biased, not weighted by mass, mean subtracted, modulus of the transform; dimensionless.</summary>
    Paper,
}
