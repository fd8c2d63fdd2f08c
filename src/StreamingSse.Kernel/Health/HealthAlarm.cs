namespace StreamingSse.Kernel.Health;

/// <summary>What may be wrong with a run.</summary>
public enum HealthTrouble
{
    /// <summary>The framework leaves its sites.</summary>
    FrameworkMelting,

    /// <summary>Everything moves one way.</summary>
    Drift,

    /// <summary>The temperature is off its set point.</summary>
    Temperature,

    /// <summary>The cell grows or shrinks away from where it began.</summary>
    CellRunningAway,

    /// <summary>Nothing is written any more.</summary>
    Stalled,

    /// <summary>Frames come with fewer atoms, or more.</summary>
    LostAtoms,

    /// <summary>The time between frames is not what it was taken for.</summary>
    WrongTimeStep,
}

/// <param name="Text">In words, with the figure and its limit.</param>
public sealed record HealthAlarm(HealthTrouble Trouble, string Text)
{
    /// <summary>The trouble's name in files and hooks: framework-melting, drift, …</summary>
    public string Name => Trouble switch
    {
        HealthTrouble.FrameworkMelting => "framework-melting",
        HealthTrouble.CellRunningAway => "cell-running-away",
        HealthTrouble.LostAtoms => "lost-atoms",
        HealthTrouble.WrongTimeStep => "wrong-time-step",
        _ => Trouble.ToString().ToLowerInvariant(),
    };
}
