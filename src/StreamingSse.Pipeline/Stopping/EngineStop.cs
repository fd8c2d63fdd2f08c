using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>Stops one engine and waits for its end: asked once, confirmed, tidied up, with an audit line at each step.</summary>
/// <param name="reason">Why, for the audit.</param>
internal sealed class EngineStop(StopTarget target, string reason, StopAudit audit, TimeProvider clock)
{
    private static readonly TimeSpan RemindAfter = TimeSpan.FromMinutes(10);

    /// <summary>Keeps whom the stop is meant for, before it is asked; null where nobody would look.</summary>
    public Action? Remember { get; init; }

    /// <param name="tell">Is told of each step.</param>
    /// <param name="leave">Called once the engine has ended, to leave what the next job reads; gives its path. Null for nothing.</param>
    /// <param name="giveUp">Ends the wait for an engine that takes longer; what was asked of it stands.</param>
    public async Task<StopNews> RunAsync(Action<StopNews> tell, Func<string, string>? leave, CancellationToken giveUp, CancellationToken stop)
    {
        if (await target.NoLongerAsync(stop) is { } over) return Note(StopStage.LeftAlone, $"not stopped: {over}; nothing was written; {reason}");
        try
        {
            Remember?.Invoke();
            await target.Way.SendAsync(stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Note(StopStage.LeftAlone, $"not stopped: {e.Message}; {reason}");
        }

        tell(Note(StopStage.Requested, $"stop asked of {target.Instance.InWords}: {target.Way.Deed}; {reason}"));
        return await SeeThroughAsync(tell, leave, giveUp, stop);
    }

    /// <summary>The same for an engine that was asked before: only its end is awaited.</summary>
    public async Task<StopNews> SeeThroughAsync(Action<StopNews> tell, Func<string, string>? leave, CancellationToken giveUp, CancellationToken stop)
    {
        if (!await EndedAsync(tell, giveUp, stop)) return Note(StopStage.Unconfirmed, $"not confirmed: the watch ended while {target.Instance.InWords} still ran; {target.Way.Deed} stands");
        return Note(StopStage.Confirmed, await ConcludeAsync(leave, stop));
    }

    private async Task<bool> EndedAsync(Action<StopNews> tell, CancellationToken giveUp, CancellationToken stop)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(giveUp, stop);
        long since = clock.GetTimestamp();
        bool isReminded = false;
        while (!await target.Instance.HasEndedAsync(stop))
        {
            if (giveUp.IsCancellationRequested) return false;
            if (!isReminded && clock.GetElapsedTime(since) > RemindAfter)
            {
                isReminded = true;
                tell(Note(StopStage.Requested, $"{target.Instance.InWords} still runs {RemindAfter.TotalMinutes:0} min after it was asked to stop"));
            }

            await Task.Delay(target.Instance.AskEvery, clock, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }

        return true;
    }

    private async Task<string> ConcludeAsync(Func<string, string>? leave, CancellationToken stop)
    {
        string how = target.Way.HowItEnded();
        if (target.Instance is EngineInstance.Job job && await SlurmJob.AskAsync(job.JobId, stop) is { Exists: true } asked) how += $"; {asked.State}, exit code {asked.Exit}";
        IReadOnlyList<string> removed = target.Way.RemoveLeftovers();
        string tidied = removed.Count > 0 ? $"; removed {string.Join(", ", removed)}" : "";
        string left = leave is null ? "" : $"; left {leave($"{target.Way.Deed}; {target.Instance.InWords} ended: {how}")}";
        return $"{target.Instance.InWords} has ended: {how}{tidied}{left}";
    }

    private StopNews Note(StopStage stage, string text)
    {
        try
        {
            audit.Write(text);
        }
        catch (BadInputException refused)
        {
            text += $" (not in the audit: {refused.Message})";
        }

        return new StopNews(stage, text);
    }
}
