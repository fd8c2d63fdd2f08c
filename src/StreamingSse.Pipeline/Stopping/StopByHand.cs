using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>A stop that a person asks for: the same ways and the same audit, but nothing is left for the next job, as nothing has converged.</summary>
/// <param name="folder">Where the audit goes.</param>
public sealed class StopByHand(RunSetup setup, EngineHint hint, string folder, TimeProvider clock)
{
    /// <param name="isDry">Say what would be done, and touch nothing.</param>
    /// <param name="tell">Is told of each step before the last.</param>
    /// <param name="giveUp">Ends the wait for the engine's end.</param>
    public async Task<StopNews> RunAsync(bool isDry, Action<StopNews> tell, CancellationToken giveUp)
    {
        var audit = new StopAudit(folder, setup.Name, clock);
        StopTarget? target = StopTarget.Find(setup.Plan, setup.Plan.Segments[^1], hint, out string? problem);
        problem ??= await target!.NoLongerAsync(CancellationToken.None);
        if (isDry) return problem is null ? new StopNews(StopStage.Ready, $"would {target!.Way.Deed}, to stop {target.Instance.InWords}") : new StopNews(StopStage.Closed, problem);
        if (problem is null) return await new EngineStop(target!, "by hand", audit, clock).RunAsync(tell, leave: null, giveUp, CancellationToken.None);
        audit.Write($"not stopped: {problem}; nothing was written; by hand");
        return new StopNews(StopStage.LeftAlone, problem);
    }
}
