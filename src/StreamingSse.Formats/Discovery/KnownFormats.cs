using System.Text;

namespace StreamingSse.Formats.Discovery;

/// <summary>What can be expected of a format: one row of the table in docs/formats.md.</summary>
/// <param name="Velocities">Whether the file has them.</param>
/// <param name="Given">What the user or a file beside it must give.</param>
public sealed record KnownFormat(TrajectoryFormat Format, string Name, string Live, string Velocities, string Cell, string Restart, string Given);

/// <summary>The formats that are read, one entry for each <see cref="TrajectoryFormat"/>; <c>sse formats</c> and docs/formats.md are made from it.</summary>
public static class KnownFormats
{
    private const string Again = "cut or replaced: read again from its start", Names = "names from .gro, .pdb, .top, xyz or LAMMPS data beside it";

    public static IReadOnlyList<KnownFormat> All { get; } =
    [
        new(TrajectoryFormat.LammpsDump, "LAMMPS dump (.dump, .lammpstrj; also .gz and a file per frame)", "yes, .gz too", "if dumped", "yes", "repeated steps skipped; " + Again, "units, time step and species, found in log, script or data file"),
        new(TrajectoryFormat.Xdatcar, "VASP XDATCAR", "yes", "no", "yes", "second header goes on; replaced by the next job: next segment", "spacing, found in INCAR or OUTCAR"),
        new(TrajectoryFormat.Vasprun, "VASP vasprun.xml", "yes", "no", "yes", Again, "nothing (spacing where NBLOCK is above 1)"),
        new(TrajectoryFormat.Outcar, "VASP OUTCAR", "yes", "no", "yes", Again, "nothing (spacing where NBLOCK is above 1); positions of five decimals"),
        new(TrajectoryFormat.Cp2kXyz, "CP2K -pos- with -vel- and .cell", "yes", "from -vel-", "from .cell", "repeated steps skipped; " + Again, "cell, where there is no .cell file, from the input"),
        new(TrajectoryFormat.GromacsXtc, "GROMACS .xtc", "yes", "no", "yes", "cut to the checkpoint: read again; .partNNNN: next segment", Names),
        new(TrajectoryFormat.GromacsTrr, "GROMACS .trr, single and double", "yes", "yes", "yes", "cut to the checkpoint: read again; .partNNNN: next segment", Names),
        new(TrajectoryFormat.Dcd, "DCD of CHARMM, NAMD, LAMMPS", "yes", "no", "yes", Again, Names + "; time step or spacing"),
        new(TrajectoryFormat.NetCdf, "NetCDF of AMBER and LAMMPS (classic, 64-bit offset)", "yes, each record when the next is counted", "if written", "yes", Again, Names + "; spacing where it holds no times"),
        new(TrajectoryFormat.ExtendedXyz, "extended xyz (ASE), plain xyz, LAMMPS dump xyz", "yes", "from velocities or momenta", "yes", "repeated steps skipped; " + Again, "spacing where the comment holds no time; for plain xyz a cell, found in POSCAR, .gro, .pdb or LAMMPS data"),
        new(TrajectoryFormat.AseTraj, "ASE .traj", "yes, as counted in the header", "from momenta", "yes", Again, "spacing where info holds no time_ps"),
        new(TrajectoryFormat.Imd, "IMD socket, imd://HOST:PORT, versions 2 and 3 (LAMMPS fix imd, GROMACS, NAMD)", "yes, only so", "version 3, if sent", "version 3, if sent", "connected again: numbered frames go on, others begin a new block", "--topology for names (and the cell of version 2); --timestep-fs; LAMMPS' version 2: --trate"),
    ];

    /// <summary>The table as it stands in docs/formats.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| format | live | velocities | cell changes | restart | what must be given |\n|---|---|---|---|---|---|\n");
        foreach (KnownFormat format in All) text.Append($"| {format.Name} | {format.Live} | {format.Velocities} | {format.Cell} | {format.Restart} | {format.Given} |\n");
        return text.ToString();
    }
}
