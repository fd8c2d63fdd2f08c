using System.CommandLine;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host;

/// <summary>The options that say when an engine is stopped, and which one that is.</summary>
internal sealed class StopArguments
{
    private readonly Option<StopWhen?> _when = new("--stop-when")
    {
        Description = "when the run has converged, e.g. \"D ±20%\" or \"D(Li) ±20% after 100 ps\" (+-20% means the same); exit code 3 where that was not reached",
        HelpName = "WHEN",
        CustomParser = result =>
        {
            if (StopWhen.TryParse(result.Tokens[0].Value, out StopWhen when)) return when;
            result.AddError($"--stop-when: expected {StopWhen.Expected}, got {result.Tokens[0].Value}");
            return null;
        },
    };

    private readonly Option<OnConverged?> _then = new("--on-converged")
    {
        Description = "dry-run says what would be done and touches nothing (default); stop ends the engine in its own way (docs/stopping.md); exec:COMMAND runs a command",
        HelpName = "dry-run|stop|exec:COMMAND",
        CustomParser = result =>
        {
            if (OnConverged.Parse(result.Tokens[0].Value) is { } then) return then;
            result.AddError($"--on-converged: expected {OnConverged.Expected}, got {result.Tokens[0].Value}");
            return null;
        },
    };

    private readonly Option<string?> _job = new("--job") { Description = "the Slurm job that the engine runs in", HelpName = "JOBID" };

    /// <param name="required">True where nothing is done without a condition.</param>
    public void AddTo(Command command, RunArguments run, bool required = false)
    {
        _when.Required = required;
        command.Add(_when);
        command.Add(_then);
        if (!required) command.Add(_job);
        command.Validators.Add(result =>
        {
            // By its text: a condition that cannot be read has an error of its own.
            string? text = result.GetResult(_when)?.Tokens is [var token, ..] ? token.Value : null;
            if (result.GetResult(_then) is not null && text is null) result.AddError("--on-converged: expected --stop-when beside it, got none");
            if (text is not null && StopWhen.TryParse(text, out StopWhen when)) run.CheckAgainst(when, result);
        });
    }

    public StopWhen? When(ParseResult parsed) => parsed.GetValue(_when);

    public string? Job(ParseResult parsed) => parsed.GetValue(_job);

    /// <summary>What the pipeline is told; null where no condition was given.</summary>
    /// <param name="folderOf">Where a run's audit goes, by its name.</param>
    public StopPlan? Plan(ParseResult parsed, EngineHint engine, Func<string, string> folderOf) =>
        parsed.GetValue(_when) is { } when ? new StopPlan(when, parsed.GetValue(_then) ?? new OnConverged.DryRun(), engine, folderOf) : null;
}
