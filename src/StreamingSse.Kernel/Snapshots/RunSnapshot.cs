using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Snapshots;

/// <summary>Everything known of a run after its first <c>FrameCount</c> frames.</summary>
/// <remarks>
/// A state, not a delta: a pure function of those frames and the configuration, so that (run, frameCount) makes it idempotent
/// and the newest supersedes all before it. Lags and times in ps, lengths in Å, frequencies in THz, energies in meV.
/// A number that cannot be stood behind is NaN here, with its reason in <see cref="Missing"/> or <see cref="RunFacts.Warnings"/>.
/// </remarks>
public sealed record RunSnapshot(
    RunFacts Run,
    MobileDiffusion? Mobile,
    IReadOnlyList<SpecieCurves> Species,
    IReadOnlyList<GroupSpectrum> Groups,
    IReadOnlyList<WindowRow> Windows,
    IReadOnlyList<DescriptorValue> Descriptors,
    IReadOnlyDictionary<string, string> Missing)
{
    public long FrameCount => Run.FrameCount;

    /// <summary>Where the run stands; null where nothing can diffuse or frames have no positions.</summary>
    public DiffusionVerdict? Verdict { get; init; }

    /// <summary>D by other ways; null where there is no verdict to compare with.</summary>
    public CrossChecks? CrossChecks { get; init; }
}

/// <summary>What was read and what was taken for granted.</summary>
/// <param name="Engine">LAMMPS, VASP, CP2K, ASE, …</param>
/// <param name="KineticTemperatureK">Mean over the run per specie, from the velocities: T = Σmv²/(3Nk).</param>
/// <param name="MsdLags">Says in words which lags average over all origins and which over a stride of them.</param>
public sealed record RunFacts(
    string Path,
    IReadOnlyList<string> Segments,
    string Engine,
    int AtomCount,
    long FrameCount,
    double FirstPs,
    double LastPs,
    double FramePs,
    IReadOnlyDictionary<string, int> Species,
    double StatedTemperatureK,
    IReadOnlyDictionary<string, double> KineticTemperatureK,
    string VelocitiesFrom,
    string MsdLags,
    IReadOnlyList<Inferred> Inferred,
    IReadOnlyList<string> Warnings);

/// <summary>A fact that nobody stated on the command line, and where it was found.</summary>
public sealed record Inferred(string What, string Value, string From);

/// <summary>A straight line through an MSD: slope/(2·dimension) = D.</summary>
public sealed record DiffusionFit(double DA2PerPs, double FitFromPs, double FitToPs)
{
    /// <summary>The same line through the MSD along one axis: slope/2.</summary>
    public double DXA2PerPs { get; init; } = double.NaN;

    public double DYA2PerPs { get; init; } = double.NaN;

    public double DZA2PerPs { get; init; } = double.NaN;

    /// <summary>Lags the line went through; fewer than the range holds where a long run keeps only some of them.</summary>
    public int LagCount { get; init; }
}

/// <param name="Drift">What was subtracted from the positions: framework, all or none.</param>
/// <param name="Paper">The paper's estimator, eq 4: lags ⌈L/2⌉…L, L = ⌊n/2⌋.</param>
/// <param name="Fit">The same line over the range asked for by --fit-ps; null where none was.</param>
public sealed record MobileDiffusion(string Specie, string Drift, DiffusionFit? Paper, DiffusionFit? Fit);

/// <summary>Curves of one specie. MSD arrays share <c>MsdLagPs</c>; index 0 is lag 0.</summary>
public sealed record SpecieCurves(
    string Specie,
    int AtomCount,
    double[] MsdLagPs,
    double[] MsdTotalA2,
    double[] MsdXA2,
    double[] MsdYA2,
    double[] MsdZA2,
    double[] CollectiveMsdA2,
    DiffusionFit? Paper,
    DiffusionFit? Fit,
    Spectrum? Spectrum);

/// <summary>VACF and VDOS of a group or specie; ∫g dν = 3 per atom in standard mode.</summary>
/// <param name="VacfA2PerPs2">⟨v(0)·v(t)⟩ over atoms and origins, Å²/ps².</param>
/// <param name="GPerThz">Density of states on <c>FrequencyThz</c>, 1/THz.</param>
public sealed record Spectrum(double[] VacfLagPs, double[] VacfA2PerPs2, double[] FrequencyThz, double[] GPerThz)
{
    /// <summary>∫g dν over the frequencies listed.</summary>
    public double Integral { get; init; } = double.NaN;
}

/// <param name="Group">all, d (diffusive: the mobile species) or nd (everything else).</param>
public sealed record GroupSpectrum(string Group, int AtomCount, Spectrum Spectrum);

/// <summary>One of the consecutive stretches the run is cut into.</summary>
/// <param name="SlopeA2PerPs">Slope of the mobile specie's MSD within the stretch, Å²/ps.</param>
/// <param name="KineticK">Kinetic temperature of all atoms within it, K.</param>
public sealed record WindowRow(double FromPs, double ToPs, double SlopeA2PerPs, double KineticK);

/// <summary>One of the 54 descriptors.</summary>
/// <param name="Error">One standard error in the same unit; NaN where none can be stood behind.</param>
/// <param name="From">computed, file or hand, with the window it was computed over.</param>
public sealed record DescriptorValue(string Name, double Value, string Unit, double Error, string From);
