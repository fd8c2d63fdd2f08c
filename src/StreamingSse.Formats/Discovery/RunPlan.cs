using StreamingSse.Formats.Imd;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Formats.Discovery;

/// <summary>The formats that frames are read from.</summary>
public enum TrajectoryFormat
{
    LammpsDump,
    Xdatcar,
    ExtendedXyz,
    Cp2kXyz,
    GromacsXtc,
    GromacsTrr,
    Dcd,
    NetCdf,
    AseTraj,
    Vasprun,
    Outcar,
    Imd,
}

/// <summary>How to read one run: found from its path, the files beside it and what the user said.</summary>
/// <param name="Path">What the user named.</param>
/// <param name="Engine">LAMMPS, VASP, CP2K, ASE, GROMACS.</param>
/// <param name="Segments">The files of the chain, in order; for CP2K the -pos files.</param>
/// <param name="Atoms">Species and masses in the order of the frames.</param>
/// <param name="TimestepFs">MD step, fs; NaN where the frames carry their own time or spacing.</param>
/// <param name="FrameFs">Spacing of frames where neither steps nor times are in the file, fs; NaN otherwise.</param>
/// <param name="LammpsUnits">The <c>units</c> style of a LAMMPS run; null for other engines.</param>
/// <param name="StatedTemperatureK">Set point of the thermostat, K; NaN where it was not found.</param>
/// <param name="MobileSpecies">The species whose diffusion is asked for.</param>
/// <param name="Inferred">What was found rather than said, and where.</param>
/// <param name="Warnings">What the user should look at.</param>
public sealed record RunPlan(
    string Path,
    string Engine,
    TrajectoryFormat Format,
    IReadOnlyList<string> Segments,
    AtomTable Atoms,
    double TimestepFs,
    double FrameFs,
    string? LammpsUnits,
    double StatedTemperatureK,
    IReadOnlyList<string> MobileSpecies,
    double? FromPs,
    double? ToPs,
    IReadOnlyList<Inferred> Inferred,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The cell of frames that carry none, from the engine's input; null where there is none.</summary>
    public Cell? StatedCell { get; init; }

    /// <summary>True where the engine writes each frame to a file of its own.</summary>
    public bool IsFilePerFrame { get; init; }

    /// <summary>The segments' path with * where their number stands: later ones are taken while following. Null where they have no number.</summary>
    public string? SegmentPattern { get; init; }

    /// <summary>The socket that frames come from; null where they come from files.</summary>
    public ImdPlan? Imd { get; init; }

    /// <summary>Other trajectories that were there and are not read.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
