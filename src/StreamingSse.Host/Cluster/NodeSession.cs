using StreamingSse.Cluster.Nodes;
using StreamingSse.Host.Fleet;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Files;
using StreamingSse.Views.Fleet;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Cluster;

/// <summary>Keeps a node's files, page and log up to date while it lives.</summary>
/// <param name="place">Where the table's files go; null for a node that keeps no table.</param>
internal sealed class NodeSession(SseConfig config, ClusterNode node, FleetPlace? place, PageFeed? page, TextWriter output, TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, RunStatus> _statuses = [];
    private long _writtenVersion = -1;
    private long _wroteAt;
    private long _toldAt;
    private string _told = "";

    public async Task RunAsync(CancellationToken stop)
    {
        Task life = node.RunAsync(stop);
        while (!life.IsCompleted)
        {
            await Task.WhenAny(life, Task.Delay(config.View.Refresh, clock, CancellationToken.None));
            IReadOnlyList<RunView> views = node.Pipeline.Board.Runs;
            FleetState? table = node.Pipeline.Fleet?.Board.Latest;
            if (table is not null) page?.Show(table);
            page?.Show(views, node.Pipeline.DeadLetters, StatusOf);
            if (_wroteAt == 0 || clock.GetElapsedTime(_wroteAt) >= config.Output.WriteEvery || life.IsCompleted) Write(table);
            Tell(views, table);
        }
        await life;
    }

    private RunStatus StatusOf(RunView view)
    {
        if (!_statuses.TryGetValue(view.Setup.Name, out RunStatus? status)) _statuses[view.Setup.Name] = status = new RunStatus(clock, resultsFolder: null);
        return status;
    }

    // A line when something has changed, and not too often.
    private void Tell(IReadOnlyList<RunView> views, FleetState? table)
    {
        if (_toldAt != 0 && clock.GetElapsedTime(_toldAt) < TellEvery) return;
        foreach (string gone in _statuses.Keys.Except(views.Select(view => view.Setup.Name)).ToArray()) _statuses.Remove(gone);
        string line = FleetText.Progress([.. views.Select(view => new WatchedRun(StatusOf(view).Of(view), view.Latest?.Snapshot))], table ?? FleetState.Empty);
        if (table is not null) line += $" | table of {table.Rows.Count}";
        if (line == _told) return;
        (_told, _toldAt) = (line, clock.GetTimestamp());
        output.WriteLine($"{clock.GetLocalNow():HH:mm:ss} {line}");
    }

    private void Write(FleetState? table)
    {
        _wroteAt = clock.GetTimestamp();
        if (place is null || table is null || table.Version == _writtenVersion) return;
        try
        {
            FleetFiles.WriteAll(table, place.Root);
            _writtenVersion = table.Version;
        }
        catch (OutputRefusedException refused)
        {
            error.WriteLine($"sse: {refused.Message}");
        }
    }
}
