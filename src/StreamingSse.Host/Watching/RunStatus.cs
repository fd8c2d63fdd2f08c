using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views;
using StreamingSse.Views.Files;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Watching;

/// <summary>Follows one run for the views: its rates, its history of D, and where its reader stands.</summary>
internal sealed class RunStatus(TimeProvider clock, string? resultsFolder, JobClock? job = null)
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(5), SpeedWindow = TimeSpan.FromMinutes(10), SizeEvery = TimeSpan.FromSeconds(1);

    /// <summary>A reader this close to the end of the file has caught up, bytes.</summary>
    private const long CaughtUpBytes = 1 << 20;

    private readonly Meter _frames = new(RateWindow), _bytes = new(RateWindow), _simulated = new(SpeedWindow);
    private readonly long _began = clock.GetTimestamp();
    private RunSnapshot? _added;
    private long _sizedAt, _sizeBytes, _segmentsBeforeBytes;
    private int _sizedSegment = -1;

    public DiffusionHistory History { get; } = new();

    public LiveStatus Of(RunView view)
    {
        TimeSpan now = clock.GetElapsedTime(_began);
        RunCounters counters = view.Counters;
        Size(view.Setup.Plan.Segments, counters.Segment);
        bool isCompressed = view.Setup.Plan.Segments[^1].EndsWith(".gz", StringComparison.Ordinal);
        long bytesRead = isCompressed ? 0 : _segmentsBeforeBytes + counters.SegmentOffset;
        _frames.Add(now, counters.FrameCount);
        _bytes.Add(now, bytesRead);
        bool isBehind = !isCompressed && _sizeBytes - bytesRead > CaughtUpBytes;
        if (!isBehind && double.IsFinite(counters.TimePs)) _simulated.Add(now, counters.TimePs);
        Remember(view);
        return new LiveStatus
        {
            Path = view.Setup.Plan.Path,
            Engine = view.Setup.Plan.Engine,
            State = State(view, isBehind),
            FrameCount = counters.FrameCount,
            BytesRead = bytesRead,
            FileBytes = isCompressed ? 0 : Math.Max(_sizeBytes, bytesRead),
            FramesPerSecond = _frames.PerSecond,
            BytesPerSecond = isCompressed ? double.NaN : _bytes.PerSecond,
            PsPerHour = _simulated.PerSecond * 3600,
            JobTimeLeft = job?.Left,
            LastFrameAge = counters.LastFrameAge,
            Events = Events(view),
            GivenUp = view.Latest?.GivenUp ?? [],
            Alarms = [.. view.Alarms.Select(alarm => $"{alarm.Name}: {alarm.Text}")],
            ResultsFolder = resultsFolder,
        };
    }

    private static ReadingState State(RunView view, bool isBehind) => view switch
    {
        { End.Failed: true } => ReadingState.Failed,
        { End: not null } => ReadingState.Ended,
        { Counters.FrameCount: 0 } => ReadingState.Starting,
        { IsStalled: true } => ReadingState.Stalled,
        _ => isBehind ? ReadingState.Backlog : ReadingState.Following,
    };

    private static IReadOnlyList<LiveEvent> Events(RunView view)
    {
        IEnumerable<LiveEvent> told = view.Events.Select(e => new LiveEvent(e.At, EventWords.Of(e.Event, view.Setup.Plan.Path), e.Count));
        IEnumerable<LiveEvent> events = told.Concat(view.Notices.Select(notice => new LiveEvent(notice.At, notice.Text))).OrderBy(happened => happened.At);
        return view.End is { Failed: true } end ? [.. events, new LiveEvent(DateTimeOffset.UtcNow, end.Reason)] : [.. events];
    }

    private void Remember(RunView view)
    {
        if (view.Latest?.Snapshot is not { } snapshot || ReferenceEquals(snapshot, _added)) return;
        if (_added is null && view.Events.Any(told => told.Event is SourceEvent.Resumed)) Recall();
        _added = snapshot;
        History.Add(snapshot);
    }

    // What an earlier watch saw; points beyond the checkpoint go as soon as the first new one comes.
    private void Recall()
    {
        string path = Path.Combine(resultsFolder ?? "", ResultFiles.HistoryName);
        if (!File.Exists(path)) return;
        using StreamReader text = File.OpenText(path);
        foreach (DiffusionPoint point in CsvFiles.ReadDiffusion(text)) History.Add(point);
    }

    // The size is asked for once a second, whatever the rate of drawing.
    private void Size(IReadOnlyList<string> segments, int segment)
    {
        if (_sizedSegment == segment && clock.GetElapsedTime(_sizedAt) < SizeEvery) return;
        (_sizedAt, _sizedSegment) = (clock.GetTimestamp(), segment);
        _segmentsBeforeBytes = segments.Take(segment).Sum(Length);
        _sizeBytes = segments.Sum(Length);
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
