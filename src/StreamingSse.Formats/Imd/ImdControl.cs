namespace StreamingSse.Formats.Imd;

/// <summary>Asks of the simulation at the other end of a watched socket. Thread-safe; a second client would not be heard while one is attached.</summary>
public sealed class ImdControl
{
    private volatile bool _isKillAsked, _isOver;

    /// <summary>True once there is no connection any more, and none will be made.</summary>
    public bool IsOver => _isOver;

    /// <summary>Ends the simulation at its next step: LAMMPS fails with an error, GROMACS (-imdterm) writes its checkpoint.</summary>
    public void Kill() => _isKillAsked = true;

    internal bool IsKillAsked => _isKillAsked;

    internal void End() => _isOver = true;
}
