using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Health;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Runs;

/// <summary>How a run ended.</summary>
public sealed record RunEnd(string Reason, bool Failed);

/// <summary>An event and how often it came in a row.</summary>
public sealed record CountedEvent(SourceEvent Event, DateTimeOffset At, long Count);

/// <summary>Something about a run that did not come from its files, in words.</summary>
public sealed record RunNotice(string Text, DateTimeOffset At);

/// <summary>The latest of one run: immutable but for the counters, which run ahead of the snapshot.</summary>
public sealed record RunView(RunSetup Setup, RunCounters Counters)
{
    /// <summary>Events kept; older ones go.</summary>
    private const int EventCapacity = 50;

    public JoinedSnapshot? Latest { get; init; }

    /// <summary>The last snapshots of runs that came before in the same file, oldest first.</summary>
    public IReadOnlyList<RunSnapshot> Earlier => Latest?.Earlier ?? [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CountedEvent> Events { get; init; } = [];

    public bool IsStalled { get; init; }

    /// <summary>What is or was wrong with it, the latest of each kind.</summary>
    public IReadOnlyList<HealthAlarm> Alarms { get; init; } = [];

    /// <summary>What was said beside the events, as of stopping its engine; oldest first.</summary>
    public IReadOnlyList<RunNotice> Notices { get; init; } = [];

    /// <summary>How far the stopping of its engine is; null where nothing was said of it.</summary>
    public StopStage? Stop { get; init; }

    /// <summary>True once the condition of --stop-when was met, its least time included, whatever was done then.</summary>
    public bool HasMetStopWhen => Stop is not (null or StopStage.Ready or StopStage.Closed);

    /// <summary>Listeners that may still have something to say of it.</summary>
    public int LastWordsAwaited { get; init; }

    /// <summary>Null while the run goes on.</summary>
    public RunEnd? End { get; init; }

    internal RunView With(JoinedSnapshot joined) => this with { Latest = joined };

    internal RunView With(StopNews news, DateTimeOffset at) => With(news.Text, at) with { Stop = news.Stage };

    internal RunView With(string notice, DateTimeOffset at) => this with { Notices = [.. Notices.TakeLast(EventCapacity - 1), new RunNotice(notice, at)] };

    internal RunView With(HealthAlarm alarm) => this with { Alarms = [.. Alarms.Where(other => other.Trouble != alarm.Trouble), alarm] };

    internal RunView With(SourceEvent told, DateTimeOffset at)
    {
        bool isStalled = told is SourceEvent.SourceStalled || (IsStalled && told is not SourceEvent.SourceResumed);
        CountedEvent? last = Events.Count > 0 ? Events[^1] : null;
        bool isMore = last?.Event is SourceEvent.FrameRejected && told is SourceEvent.FrameRejected;
        IEnumerable<CountedEvent> events = isMore
            ? [.. Events.SkipLast(1), new CountedEvent(told, at, last!.Count + 1)]
            : [.. Events.TakeLast(EventCapacity - 1), new CountedEvent(told, at, 1)];
        return this with { Events = [.. events], IsStalled = isStalled };
    }
}
