using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;
using StreamingSse.Views.Files;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Watching;

/// <summary>Runs the pipeline, keeps a view and the result files up to date, and ends with both complete.</summary>
internal sealed class WatchSession(SseConfig config, ResultPlace place, TextWriter output, TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan PublishWithin = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, RunStatus> _statuses = [];
    private readonly Dictionary<string, (RunSnapshot Snapshot, IReadOnlyList<string> Paths)> _written = [];
    private long _wroteAt;
    private ResultPlace _place = place;
    private JobClock _job = new(null, clock);

    /// <summary>When and how engines are stopped; null for never.</summary>
    public StopPlan? Stop { get; init; }

    /// <summary>Where the newest state of each run is published; null where nobody else listens.</summary>
    public IRunLink? Link { get; init; }

    /// <summary>The page that is served beside; null for none.</summary>
    public PageFeed? Page { get; init; }

    /// <summary>What was known of each run at the end.</summary>
    public IReadOnlyList<RunView> Views { get; private set; } = [];

    /// <param name="stop">Asks for the end: what the files hold by then is read, and the results are written.</param>
    public async Task<int> RunAsync(IReadOnlyList<RunSetup> setups, CancellationToken stop)
    {
        await using WatchPipeline pipeline = Topology.Start(setups, config, clock, Stop, Link);
        await using CancellationTokenRegistration asked = stop.Register(pipeline.Finish);
        TerminalTraits traits = ReferenceEquals(output, Console.Out) ? TerminalTraits.OfOutput() : TerminalTraits.Plain with { Unicode = true };
        _wroteAt = clock.GetTimestamp();
        _job = JobClock.Of(Stop?.Engine.JobId, clock);

        using (LiveView? live = traits.IsInteractive ? LiveView.OnConsole(traits) : null)
        {
            var lines = new PlainProgress(output, clock, TimeSpan.FromSeconds(10), traits.Unicode);
            var pace = new DrawPace(config.View.Refresh, clock);
            Task over = pipeline.Board.AllOver;
            do
            {
                await _job.RefreshAsync(CancellationToken.None);
                IReadOnlyList<RunView> views = pipeline.Board.Runs;
                Page?.Show(views, pipeline.DeadLetters, StatusOf);
                if (pace.IsDue(views)) pace.Draw(() => TryShow(views, live, lines));
                if (clock.GetElapsedTime(_wroteAt) >= config.Output.WriteEvery) Write(views);
                await Task.WhenAny(over, Task.Delay(config.View.Refresh, clock, CancellationToken.None));
            }
            while (!over.IsCompleted);
            Views = pipeline.Board.Runs;
            if (!await pipeline.DrainAsync(PublishWithin)) await error.WriteLineAsync("sse: the link is away: others have not seen the last state of every run");
            Write(Views); // before anything else is printed: the terminal may be gone
            Page?.Show(Views, pipeline.DeadLetters, StatusOf);
            TryShow(Views, live, lines);
        }

        return End(Views, traits.Unicode);
    }

    private void Show(IReadOnlyList<RunView> views, LiveView? live, PlainProgress lines)
    {
        WatchedRun[] runs = [.. views.Select(view => new WatchedRun(StatusOf(view).Of(view), view.Latest?.Snapshot))];
        switch (runs)
        {
            case []: break;
            case [var only] when live is not null: live.Show(only.Status, only.Snapshot, StatusOf(views[0]).History.Points); break;
            case [var only]: lines.Tell(only.Status, only.Snapshot); break;
            default:
                if (live is not null) live.Show(runs);
                else lines.Tell(runs);
                break;
        }
    }

    private int End(IReadOnlyList<RunView> views, bool unicode)
    {
        try
        {
            Close(views, unicode);
        }
        catch (IOException)
        {
            // Nobody is there to read it: the results are written, and the exit code says the rest.
        }

        return views.Any(view => view.End?.Failed == true) ? ExitCode.Failed : ExitCode.Done;
    }

    private void TryShow(IReadOnlyList<RunView> views, LiveView? live, PlainProgress lines)
    {
        try
        {
            Show(views, live, lines);
        }
        catch (IOException)
        {
            // The terminal is gone (a lost connection): the run is watched on, and its results are written.
        }
    }

    private void Close(IReadOnlyList<RunView> views, bool unicode)
    {
        foreach (RunView view in views)
        {
            foreach (string line in ClosingLines.Of(StatusOf(view).Of(view), view.Latest?.Snapshot, _written.GetValueOrDefault(view.Setup.Name).Paths ?? [], unicode))
                output.WriteLine(line);
            if (view.End is { Failed: true } end) error.WriteLine($"sse: {end.Reason}");
        }
    }

    private RunStatus StatusOf(RunView view)
    {
        string name = view.Setup.Name;
        if (!_statuses.TryGetValue(name, out RunStatus? status)) _statuses[name] = status = new RunStatus(clock, _place.FolderOf(name), _job);
        return status;
    }

    private void Write(IReadOnlyList<RunView> views)
    {
        foreach (RunView view in views)
        {
            if (view.Latest?.Snapshot is not { } snapshot || (_written.TryGetValue(view.Setup.Name, out var last) && ReferenceEquals(last.Snapshot, snapshot))) continue;
            try
            {
                _written[view.Setup.Name] = (snapshot, WriteOne(view, snapshot));
            }
            catch (OutputRefusedException refused)
            {
                MoveElsewhere(refused);
                _written[view.Setup.Name] = (snapshot, WriteOne(view, snapshot));
            }
        }

        _wroteAt = clock.GetTimestamp();
    }

    private IReadOnlyList<string> WriteOne(RunView view, RunSnapshot snapshot) => _place.Write(view, snapshot, StatusOf(view).History.Points);

    // A full disk or a read-only folder must not cost the results of a long run.
    private void MoveElsewhere(OutputRefusedException refused)
    {
        _place = _place with { Root = Directory.CreateTempSubdirectory("sse-out-").FullName };
        error.WriteLine($"sse: {refused.Message}");
        error.WriteLine($"sse: results go to {_place.Root} from here on");
    }
}
