using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Web;

namespace StreamingSse.Host.Watching;

/// <summary>Hands the page the newest of every run: at once when there is a new snapshot, and the status now and then.</summary>
internal sealed class PageFeed(PageServer server, TimeProvider clock)
{
    private static readonly TimeSpan StatusEvery = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, RunPicture> _pictures = [];
    private long _shownAt;
    private long _fleetVersion = -1;

    /// <summary>Where a person here opens the page, in a line for the terminal.</summary>
    public string Link => server.Link;

    /// <summary>Hands on the newest of a fleet, where it has changed.</summary>
    public void Show(FleetState state)
    {
        if (state.Version == _fleetVersion) return;
        _fleetVersion = state.Version;
        server.Show(state);
    }

    /// <param name="statusOf">How the reading of a run goes; brings its history up to date, too.</param>
    public void Show(IReadOnlyList<RunView> views, DeadLetters deadLetters, Func<RunView, RunStatus> statusOf)
    {
        bool isNew = views.Any(view => view.Latest is { } latest && !ReferenceEquals(latest.Snapshot, _pictures.GetValueOrDefault(view.Setup.Name)?.Snapshot));
        if (!isNew && _shownAt != 0 && clock.GetElapsedTime(_shownAt) < StatusEvery) return;
        _shownAt = clock.GetTimestamp();
        PageRun[] runs = [.. views.Select(view => RunOf(view, statusOf(view)))];
        server.Show(new PageState(runs, Enum.GetValues<DeadLetterReason>().ToDictionary(reason => reason.ToString().ToLowerInvariant(), deadLetters.CountOf)));
    }

    private PageRun RunOf(RunView view, RunStatus status)
    {
        LiveStatus now = status.Of(view);
        RunPicture? picture = view.Latest is { } latest ? PictureOf(view.Setup.Name, latest.Snapshot, status) : null;
        return new PageRun(view.Setup.Name, now, picture) { RestartCount = view.Counters.RestartCount, WaitingFrames = view.Counters.WaitingCount };
    }

    // The history goes on growing on this thread: a picture gets its own copy.
    private RunPicture PictureOf(string name, RunSnapshot snapshot, RunStatus status)
    {
        if (_pictures.GetValueOrDefault(name) is { } known && ReferenceEquals(known.Snapshot, snapshot)) return known;
        return _pictures[name] = new RunPicture(snapshot, [.. status.History.Points]);
    }
}
