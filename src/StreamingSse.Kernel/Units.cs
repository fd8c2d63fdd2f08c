namespace StreamingSse.Kernel;

/// <summary>Physical constants and conversion factors. Inside the kernel: Å, ps, eV, K, e, amu.</summary>
/// <remarks>CODATA 2018 unless a line says otherwise. No other file holds a conversion factor.</remarks>
public static class Units
{
    /// <summary>Boltzmann constant, eV/K (exact since 2019).</summary>
    public const double BoltzmannEvPerK = 8.617333262e-5;

    /// <summary>Boltzmann constant, meV/K.</summary>
    public const double BoltzmannMevPerK = 8.617333262e-2;

    /// <summary>Planck constant in meV per THz: hν = 4.1357 meV at 1 THz (exact since 2019).</summary>
    public const double MevPerThz = 4.135667696;

    /// <summary>1 amu·(Å/ps)² in eV.</summary>
    public const double EvPerAmuA2PerPs2 = 1.0364269656262175e-4;

    /// <summary>1 Å²/ps in cm²/s (exact).</summary>
    public const double Cm2PerSPerA2PerPs = 1e-4;

    /// <summary>1 Å² in nm² (exact), for GROMACS' files.</summary>
    public const double Nm2PerA2 = 1e-2;

    /// <summary>1 nm in Å (exact).</summary>
    public const double APerNm = 10.0;

    /// <summary>Bohr radius, Å.</summary>
    public const double BohrA = 0.529177210903;

    /// <summary>Atomic unit of velocity (bohr per atomic unit of time), Å/ps.</summary>
    public const double AtomicVelocityAPerPs = 21876.9126364;

    /// <summary>Elementary charge, C (exact since 2019).</summary>
    public const double ElementaryChargeC = 1.602176634e-19;

    /// <summary>Femtoseconds in a picosecond.</summary>
    public const double FsPerPs = 1000.0;

    /// <summary>ASE's unit of time, Å·√(amu/eV), in ps: its extxyz momenta are in amu·Å over this.</summary>
    public const double AseTimePs = 1.018050571e-2;

    /// <summary>1 amu/Å³ in g/cm³.</summary>
    public const double GPerCm3PerAmuPerA3 = 1.66053906660;

    /// <summary>1 GPa in kBar (exact), for VASP's elastic moduli.</summary>
    public const double KbarPerGpa = 10.0;

    /// <summary>1 GPa in Pa (exact).</summary>
    public const double PaPerGpa = 1e9;

    /// <summary>1 g/cm³ in kg/m³ (exact).</summary>
    public const double KgPerM3PerGPerCm3 = 1e3;
}
