using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping.Ways;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>The stopping of one watched run: says whether it can be stopped, and does what was asked for when it has converged.</summary>
internal sealed class RunStop(RunSetup setup, StopPlan plan, TimeProvider clock)
{
    private static readonly TimeSpan ExecLimit = TimeSpan.FromMinutes(10);

    private readonly StopAudit _audit = new(plan.FolderOf(setup.Name), setup.Name, clock);
    private string _trajectory = setup.Plan.Segments[^1];
    private FileIdentity? _file = FileIdentity.OfPath(setup.Plan.Segments[^1]);
    private EngineInstance? _named;
    private string? _notNamed;

    public StopWhen When => plan.When;

    /// <summary>The newest snapshot; null before the first.</summary>
    public RunSnapshot? Latest { get; set; }

    public bool IsAnnounced { get; set; }

    public bool IsDecided { get; set; }

    public bool IsUnderWay { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>True when nothing more will be said.</summary>
    public bool IsOver => HasEnded && IsAnnounced && !IsUnderWay;

    /// <summary>The reader has come to another file of the chain, or to the same one begun anew.</summary>
    public void Follow(SourceEvent told)
    {
        if (told is not (SourceEvent.SegmentStarted or SourceEvent.SourceRestarted or SourceEvent.NewRunStarted)) return;
        (_trajectory, _file) = (told.Path, FileIdentity.OfPath(told.Path));
    }

    /// <summary>Before anything is promised: whether the way is open. An engine that was named is taken down here, so that no later one is mistaken for it.</summary>
    public async Task<StopNews> AnnounceAsync(CancellationToken stop)
    {
        StopTarget? target = StopTarget.Find(setup.Plan, _trajectory, plan.Engine, out string? problem);
        if (plan.Engine != EngineHint.None) (_named, _notNamed) = (target?.Instance, problem);
        if (target is not null && plan.Then is OnConverged.Stop && await target.NoLongerAsync(stop) is { } over) (target, problem) = (null, over);
        string then = plan.Then switch
        {
            OnConverged.DryRun => "dry run: when the run has converged it is only said",
            OnConverged.Exec exec => $"when the run has converged: {exec.Command}",
            _ => target is null ? "" : $"when the run has converged: {target.Way.Deed}, to stop {target.Instance.InWords}",
        };
        return plan.Then is OnConverged.Stop && target is null
            ? new StopNews(StopStage.Closed, $"cannot stop this run: {problem}")
            : new StopNews(StopStage.Ready, $"stop when {plan.When}; {then}");
    }

    /// <summary>The run has converged.</summary>
    /// <param name="giveUp">Ends the wait for the engine's end.</param>
    public Task<StopNews> ActAsync(StopFacts facts, Action<StopNews> tell, CancellationToken giveUp, CancellationToken stop) => plan.Then switch
    {
        OnConverged.Exec exec => ExecAsync(exec, facts, stop),
        OnConverged.Stop => StopAsync(facts, tell, giveUp, stop),
        _ => Task.FromResult(Rehearse(facts)),
    };

    private StopNews Rehearse(StopFacts facts)
    {
        string what = FindTarget(out string? problem) is { } target ? $"would {target.Way.Deed}, to stop {target.Instance.InWords}" : $"could not stop: {problem}";
        return Note(StopStage.LeftAlone, $"converged, dry run: {what}; {facts.InWords}");
    }

    private async Task<StopNews> ExecAsync(OnConverged.Exec exec, StopFacts facts, CancellationToken stop)
    {
        ProgramRun run = await ProgramRun.RunAsync("/bin/sh", ["-c", exec.Command], facts.Environment(), ExecLimit, stop);
        string said = (run.Output + run.Error).Trim() is { Length: > 0 } text ? $", said: {text[..Math.Min(200, text.Length)]}" : "";
        return Note(StopStage.Executed, $"converged: ran {exec.Command}, exit code {run.Exit}{said}; {facts.InWords}");
    }

    private Task<StopNews> StopAsync(StopFacts facts, Action<StopNews> tell, CancellationToken giveUp, CancellationToken stop)
    {
        string reason = $"converged: {facts.InWords}", folder = plan.FolderOf(setup.Name);
        string Leave(string done) => ConvergedFile.Of(setup.Plan, _trajectory, plan.When, facts, done, clock.GetUtcNow()).Write();
        if (plan.Since is { } since && StopRequest.Find(folder, since) is { } asked) return ResumeAsync(asked, reason, tell, Leave, giveUp, stop);
        if (FindTarget(out string? problem) is not { } target) return Task.FromResult(Note(StopStage.LeftAlone, $"not stopped: {problem}; nothing was written; {reason}"));
        Action? remember = plan.Since is null ? null : () => StopRequest.Of(target.Instance, reason, clock.GetUtcNow()).Write(folder);
        return new EngineStop(target, reason, _audit, clock) { Remember = remember }.RunAsync(tell, setup.Plan.Imd is null ? Leave : null, giveUp, stop); // a socket has no folder whose next job could be told
    }

    // An earlier watch of this run asked, and did not see the end. Whoever writes here by now is another.
    private async Task<StopNews> ResumeAsync(StopRequest asked, string reason, Action<StopNews> tell, Func<string, string> leave, CancellationToken giveUp, CancellationToken stop)
    {
        EngineInstance instance = asked.Instance;
        if (!asked.IsInSight || StopWays.For(setup.Plan.Engine, _trajectory, instance) is not { } way || FileIdentity.OfPath(_trajectory) is not { } file)
            return Note(StopStage.LeftAlone, $"not stopped again: {instance.InWords} was asked at {asked.At:yyyy-MM-ddTHH:mm:ssZ} by another watch; {reason}");
        var ending = new EngineStop(new StopTarget(instance, way, _trajectory, file), reason, _audit, clock);
        bool isAsked = way.ClosedBecause() is not null || await instance.HasEndedAsync(stop);
        if (!isAsked) return await ending.RunAsync(tell, leave, giveUp, stop); // the earlier watch died before it could
        way.Adopt();
        _audit.Write($"seen through for an earlier watch, which asked {instance.InWords} at {asked.At:yyyy-MM-ddTHH:mm:ssZ}");
        return await ending.SeeThroughAsync(tell, leave, giveUp, stop);
    }

    // An engine that was named is the one that ran when it was; one that was not is whoever writes now.
    private StopTarget? FindTarget(out string? problem)
    {
        StopTarget? target = StopTarget.Find(setup.Plan, _trajectory, plan.Engine, out problem);
        if (target is null) return null;
        if (plan.Engine != EngineHint.None && target.Instance != _named) problem = _notNamed ?? $"{_named?.InWords} has ended";
        else if (target.File != _file) problem = $"{_trajectory} is another file by now: another engine may write it";
        return problem is null ? target : null;
    }

    private StopNews Note(StopStage stage, string text)
    {
        _audit.Write(text);
        return new StopNews(stage, text);
    }
}
