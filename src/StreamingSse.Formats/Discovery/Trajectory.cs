namespace StreamingSse.Formats.Discovery;

/// <summary>The files that hold one run's frames, in order.</summary>
internal sealed record Trajectory(TrajectoryFormat Format, IReadOnlyList<string> Files)
{
    public string? Pattern { get; init; }

    public bool IsFilePerFrame { get; init; }

    /// <summary>False for a dump of velocities only.</summary>
    public bool HasPositions { get; init; } = true;

    /// <summary>Other trajectories in the same folder, and why they are not read.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Why this one was chosen; null where there was nothing to choose.</summary>
    public string? ChosenBy { get; init; }
}
