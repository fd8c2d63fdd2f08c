using StreamingSse.Formats.Lammps;

namespace StreamingSse.Formats.Imd;

/// <summary>How frames are taken from a simulation's socket, where a run has one in place of files.</summary>
/// <param name="Rate">Steps between frames, which the server is asked for; null: as it has it.</param>
/// <param name="IsUnwrapped">Coordinates of version 2 go on where an atom leaves the cell; version 3 says so itself.</param>
/// <param name="Units">The LAMMPS style in which the server sends; metal is what the protocol means (Å, ps).</param>
/// <param name="LogPath">A log whose steps show what the server dropped; null where none was given.</param>
/// <param name="KillsAtEnd">The simulation is ended, not left, when the watching ends.</param>
/// <param name="PausesWhenFull">The simulation is paused, not left to run on, while the analysis is too far behind.</param>
public sealed record ImdPlan(ImdAddress Address, int? Rate, bool IsUnwrapped, LammpsUnits Units, string? LogPath, bool KillsAtEnd, bool PausesWhenFull)
{
    /// <summary>A stop at convergence may end the simulation by KILL: the user has asked for that by name.</summary>
    public bool MayBeKilled { get; init; }

    /// <summary>What can be asked of the simulation while it is watched.</summary>
    public ImdControl Control { get; } = new();
}
