namespace StreamingSse.Formats.Discovery;

/// <summary>What the user said about a simulation that is read from its socket; null where nothing was said.</summary>
public sealed record ImdOptions
{
    /// <summary>A file that names the atoms in the order of their ids, and their cell, --topology.</summary>
    public string? Topology { get; init; }

    /// <summary>Steps between frames, --trate.</summary>
    public int? Rate { get; init; }

    /// <summary>The server sends coordinates that go on where an atom leaves the cell, --imd-unwrapped.</summary>
    public bool IsUnwrapped { get; init; }

    /// <summary>The LAMMPS units style of what is sent, --imd-units.</summary>
    public string? Units { get; init; }

    /// <summary>A log to check the number of frames against, --imd-log.</summary>
    public string? Log { get; init; }

    /// <summary>End the simulation when the watching ends, --imd-kill.</summary>
    public bool KillsAtEnd { get; init; }

    /// <summary>End it at convergence, --imd-kill beside --stop-when.</summary>
    public bool MayBeKilled { get; init; }

    /// <summary>Pause the simulation rather than lose frames, --imd-pause.</summary>
    public bool PausesWhenFull { get; init; }
}
