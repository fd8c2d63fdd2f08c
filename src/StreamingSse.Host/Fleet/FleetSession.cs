using StreamingSse.Cluster.Folder;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Files;
using StreamingSse.Views.Fleet;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Fleet;

/// <summary>Watches a fleet: finds its runs, keeps the view and the files up to date, and ends with all of it complete.</summary>
/// <param name="endAfter">Ends when every run has ended and nothing new has come for this long; null: only when asked to.</param>
/// <param name="once">Reads what is there now, and ends.</param>
internal sealed class FleetSession(
    SseConfig config, RunScan scan, FleetRuns runs, FleetPlace place, TimeSpan? endAfter, bool once, TextWriter output, TextWriter error, TimeProvider clock) : IDisposable
{
    private const double ScanShare = 0.05;
    private static readonly TimeSpan StartingPatience = TimeSpan.FromSeconds(10), TellEvery = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, RunStatus> _statuses = [];
    private readonly Dictionary<string, long> _startedAt = [];
    private readonly HashSet<string> _concluded = [];
    private readonly CancellationTokenSource _finish = new();
    private TimeSpan _scanPause = TimeSpan.Zero;
    private long _scannedAt, _wroteAt, _newsAt;
    private long _writtenVersion = -1;
    private long _toldAt;
    private string _told = "";
    private bool _isShown;

    /// <summary>The page in the browser; null where none is served.</summary>
    public PageFeed? Page { get; init; }

    /// <param name="showLive">Whether a view or progress is shown while it goes on.</param>
    public async Task<FleetState> RunAsync(FleetSetup setup, ProcessLink link, bool showLive, CancellationToken stop)
    {
        await using WatchPipeline pipeline = Topology.Start([], config, clock, link: link, fleet: setup);
        FleetActors fleet = pipeline.Fleet!;
        pipeline.Board.Expect(int.MaxValue);
        _isShown = showLive;
        TerminalTraits traits = showLive && ReferenceEquals(output, Console.Out) ? TerminalTraits.OfOutput() : TerminalTraits.Plain with { Unicode = true };
        (_wroteAt, _newsAt) = (clock.GetTimestamp(), clock.GetTimestamp());
        using (LiveView? live = traits.IsInteractive ? LiveView.OnConsole(traits) : null)
        {
            var pace = new DrawPace(config.View.Refresh, clock);
            while (!stop.IsCancellationRequested)
            {
                await Scan(pipeline, fleet);
                WatchedRun[] watched = Watched(pipeline);
                Start(pipeline);
                pace.Draw(() => Show(watched, fleet.Board.Latest, live));
                Page?.Show(pipeline.Board.Runs, pipeline.DeadLetters, StatusOf); // first: a row of the fleet leads to its run's page
                Page?.Show(fleet.Board.Latest);
                if (clock.GetElapsedTime(_wroteAt) >= config.Output.WriteEvery) Write(fleet.Board.Latest);
                if (IsOver(pipeline)) break;
                await Task.Delay(config.View.Refresh, clock, CancellationToken.None);
            }
            await Conclude(pipeline, fleet, link, () => Show(Watched(pipeline), fleet.Board.Latest, live), stop);
        }
        Write(fleet.Board.Latest);
        return fleet.Board.Latest;
    }

    public void Dispose() => _finish.Dispose();

    private async Task Scan(WatchPipeline pipeline, FleetActors fleet)
    {
        if (_scannedAt != 0 && (once || clock.GetElapsedTime(_scannedAt) < _scanPause)) return;
        long began = clock.GetTimestamp();
        ScanResult found = await Task.Run(scan.Look);
        runs.Add(found.Runs);
        IReadOnlyList<RunView> views = pipeline.Board.Runs;
        HashSet<string> goingOn = [.. views.Where(view => view.End is null).Select(view => view.Setup.Plan.Path)];
        runs.LookForChanges(views.Where(view => view.End is { Failed: false } && !goingOn.Contains(view.Setup.Plan.Path)).Select(view => view.Setup.Plan.Path).ToHashSet());
        fleet.Unreadable(found.Notes);
        foreach (string folder in found.SharedFolders)
        {
            var pace = new FolderPace(config.Follow.PollMin, config.Follow.PollMax);
            fleet.Read(new FolderLink(folder, pace, follow: !once, clock, fleet.Note) { Finish = _finish.Token });
        }
        if (found.Runs.Count + found.SharedFolders.Count > 0) _newsAt = clock.GetTimestamp();
        TimeSpan spent = clock.GetElapsedTime(began);
        _scanPause = TimeSpan.FromTicks(Math.Max(config.Fleet.ScanEvery.Ticks, (long)(spent.Ticks / ScanShare)));
        _scannedAt = clock.GetTimestamp();
    }

    // Runs that are behind are read a few at a time; those that have caught up cost next to nothing.
    private void Start(WatchPipeline pipeline)
    {
        int busy = pipeline.Board.Runs.Count(IsBusy) + _startedAt.Keys.Except(pipeline.Board.Runs.Select(view => view.Setup.Name)).Count();
        while (busy < config.Fleet.RunsAtOnce && runs.TryTake(out RunSetup setup))
        {
            _startedAt[setup.Name] = _newsAt = clock.GetTimestamp();
            pipeline.Watch(setup);
            busy++;
        }
        foreach (RunView view in pipeline.Board.Runs.Where(view => view.End is not null && _concluded.Add(view.Setup.Name)))
        {
            if (view.End is { Failed: false }) runs.Ended(view.Setup);
            _newsAt = clock.GetTimestamp();
        }
    }

    private bool IsBusy(RunView view) => view.End is null && (once || StatusOf(view).Of(view).State switch
    {
        ReadingState.Starting => clock.GetElapsedTime(_startedAt[view.Setup.Name]) < StartingPatience,
        ReadingState.Backlog => true,
        _ => false,
    });

    private bool IsOver(WatchPipeline pipeline)
    {
        bool isQuiet = runs.WaitingCount == 0 && pipeline.Board.Runs.Count == _startedAt.Count && pipeline.Board.Runs.All(view => view.End is not null);
        return isQuiet && (once || (endAfter is { } after && clock.GetElapsedTime(_newsAt) >= after));
    }

    private async Task Conclude(WatchPipeline pipeline, FleetActors fleet, ProcessLink link, Action show, CancellationToken stop)
    {
        pipeline.Board.Expect(_startedAt.Count);
        pipeline.Finish();
        if (_startedAt.Count > 0) await pipeline.Board.AllOver;
        await pipeline.DrainAsync(TimeSpan.FromMinutes(1));
        link.Close();
        await _finish.CancelAsync();
        Task settled = fleet.SettleAsync(stop);
        while (!settled.IsCompleted)
        {
            show();
            await Task.WhenAny(settled, Task.Delay(config.View.Refresh, clock, CancellationToken.None));
        }
        await settled;
        show();
    }

    private WatchedRun[] Watched(WatchPipeline pipeline) => [.. pipeline.Board.Runs.Select(view => new WatchedRun(StatusOf(view).Of(view), view.Latest?.Snapshot))];

    private void Show(WatchedRun[] watched, FleetState state, LiveView? live)
    {
        try
        {
            if (live is not null) live.Show(watched, state);
            else Tell(FleetText.Progress(watched, state));
        }
        catch (IOException)
        {
            // The terminal is gone (a lost connection): the fleet is watched on, and its results are written.
        }
    }

    // In a log a line when something has changed, and not too often.
    private void Tell(string line)
    {
        if (!_isShown || line == _told || (_toldAt != 0 && clock.GetElapsedTime(_toldAt) < TellEvery)) return;
        (_told, _toldAt) = (line, clock.GetTimestamp());
        output.WriteLine($"{clock.GetLocalNow():HH:mm:ss} {line}");
    }

    private RunStatus StatusOf(RunView view)
    {
        if (!_statuses.TryGetValue(view.Setup.Name, out RunStatus? status)) _statuses[view.Setup.Name] = status = new RunStatus(clock, resultsFolder: null);
        return status;
    }

    private void Write(FleetState state)
    {
        _wroteAt = clock.GetTimestamp();
        if (state.Version == _writtenVersion) return;
        try
        {
            FleetFiles.WriteAll(state, place.Root);
            _writtenVersion = state.Version;
        }
        catch (OutputRefusedException refused)
        {
            error.WriteLine($"sse: {refused.Message}");
        }
    }
}
