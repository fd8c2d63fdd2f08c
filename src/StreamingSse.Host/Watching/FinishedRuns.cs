using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Watching;

/// <summary>Finished files through the pipeline, to their end.</summary>
internal static class FinishedRuns
{
    /// <param name="report">Is told how far the run at hand is.</param>
    /// <param name="stop">Asks for the end: what was read by then counts.</param>
    public static async Task<IReadOnlyList<RunView>> ReadAsync(IReadOnlyList<RunSetup> runs, SseConfig config, Action<LiveStatus> report, CancellationToken stop)
    {
        await using WatchPipeline pipeline = Topology.Start(runs, config);
        await using CancellationTokenRegistration asked = stop.Register(pipeline.Finish);
        var status = new RunStatus(TimeProvider.System, resultsFolder: null);
        Task over = pipeline.Board.AllOver;
        while (!over.IsCompleted)
        {
            await Task.WhenAny(over, Task.Delay(config.View.Refresh, CancellationToken.None));
            if (pipeline.Board.Runs.FirstOrDefault(view => view.End is null) is { } current) report(status.Of(current));
        }

        return pipeline.Board.Runs;
    }
}
