using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Starting;

/// <summary>Watches what our child writes, from when there is something to watch until it ends. Its failure never disturbs the child.</summary>
internal sealed class ChildWatch(SseConfig config, ResultPlace results, string path, TextWriter output, TextWriter error)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public required RunSetups Setups { get; init; }

    public required StopPlan Stop { get; init; }

    /// <returns>True where the condition was met.</returns>
    public async Task<bool> RunAsync(EngineChild child, CancellationToken stop)
    {
        try
        {
            if (await WaitForRunAsync(child, stop) is not { } setup) return false;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var session = new WatchSession(config, results, output, error, TimeProvider.System) { Stop = Stop };
            Task<int> watching = session.RunAsync(RunCheckpoints.For([setup], results, config.Checkpoint, isFresh: false), over.Token);
            await Task.WhenAny(child.Ended, watching);
            if (!watching.IsCompleted) await over.CancelAsync();
            await watching;
            return session.Views.All(view => view.HasMetStopWhen);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Also for a fault of our own, which is shown whole: whoever ends here takes the engine's job along.
            error.WriteLine($"sse: the engine runs on, unwatched: {(e is BadInputException or IOException or UnauthorizedAccessException ? e.Message : e)}");
            return false;
        }
    }

    // The trajectory comes when the engine writes it, and so do the files that say what it is. What was there before is not yet this run's.
    private async Task<RunSetup?> WaitForRunAsync(EngineChild child, CancellationToken stop)
    {
        string? last = null;
        while (true)
        {
            bool hasEnded = child.Ended.IsCompleted;
            try
            {
                RunSetup setup = Setups.For([path])[0];
                if (hasEnded || IsWritten(setup.Plan, child)) return setup;
            }
            catch (Exception e) when (e is BadInputException or IOException)
            {
                if (hasEnded) error.WriteLine($"sse: the engine ended, and there was nothing to watch: {e.Message}");
                if (hasEnded) return null;
                if (e.Message != last) output.WriteLine($"waiting for the run: {last = e.Message}");
            }

            await Task.WhenAny(child.Ended, Task.Delay(LookEvery, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    private static bool IsWritten(RunPlan plan, EngineChild child) => File.GetLastWriteTimeUtc(plan.Segments[^1]) >= child.StartedUtc;
}
