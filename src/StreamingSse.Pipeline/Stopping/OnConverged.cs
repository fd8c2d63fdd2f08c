namespace StreamingSse.Pipeline.Stopping;

/// <summary>What is done when a run has converged.</summary>
public abstract record OnConverged
{
    public const string Expected = "dry-run, stop or exec:COMMAND";
    private const string ExecMark = "exec:";

    private OnConverged()
    {
    }

    /// <summary>Says what would be done, and touches nothing.</summary>
    public sealed record DryRun : OnConverged;

    /// <summary>Stops the engine the way it wants to be stopped.</summary>
    public sealed record Stop : OnConverged;

    /// <param name="Command">The user's own text, given to /bin/sh; the facts reach it as environment variables only.</param>
    public sealed record Exec(string Command) : OnConverged;

    public static OnConverged? Parse(string text) => text switch
    {
        "dry-run" => new DryRun(),
        "stop" => new Stop(),
        _ when text.StartsWith(ExecMark, StringComparison.Ordinal) && text.Length > ExecMark.Length => new Exec(text[ExecMark.Length..]),
        _ => null,
    };
}
