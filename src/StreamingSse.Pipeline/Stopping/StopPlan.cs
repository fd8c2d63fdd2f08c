namespace StreamingSse.Pipeline.Stopping;

/// <summary>What the user asked for: when a run may stop, what is done then, and which engine writes it.</summary>
/// <param name="Engine">What was said about the engine; what was not said is looked for.</param>
/// <param name="FolderOf">Where a run's audit goes, by its name.</param>
public sealed record StopPlan(StopWhen When, OnConverged Then, EngineHint Engine, Func<string, string> FolderOf)
{
    /// <summary>What was asked of an engine after this, by whoever keeps the same audit, stands and is seen through. Null where nobody else may have asked.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>What the user says about the engine that writes a run.</summary>
/// <param name="Pid">A process of this machine, or one that the engine descends from.</param>
/// <param name="JobId">A job of Slurm's.</param>
public sealed record EngineHint(int? Pid = null, string? JobId = null)
{
    public static EngineHint None { get; } = new();

    /// <summary>True where we started the process: then it is the engine, or what launched it elsewhere.</summary>
    public bool IsOurs { get; init; }
}
