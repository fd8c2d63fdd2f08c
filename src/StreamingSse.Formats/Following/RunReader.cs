using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>Reads the segments of a run one after the other, without ever waiting: it says how long to wait.</summary>
/// <remarks>One caller at a time. Frames that were not given out go back to their pool on disposal.</remarks>
internal sealed class RunReader : IDisposable
{
    private readonly FollowOptions _options;
    private readonly Action<SourceEvent> _tell;
    private readonly Func<string, IFrameFeed> _open;
    private readonly SegmentList _segments;
    private readonly FrameOrder _order;
    private readonly RunWatch _watch;
    private IFrameFeed? _feed;
    private int _segment;
    private readonly bool _isFile;
    [NotState("told again")] private long? _holeTold;
    private bool _wasOpened;
    [NotState("asked again")] private bool _isOver, _isEnding, _hasEnded;
    [NotState("known at the end")] private string _endReason = "the end of the finished files";

    /// <param name="open">Opens the feed of one segment, at its first byte.</param>
    public RunReader(RunPlan plan, FollowOptions options, Action<SourceEvent> tell, TimeProvider clock, Func<string, IFrameFeed> open)
    {
        (_options, _tell, _open, _isFile) = (options, tell, open, plan.Imd is null);
        (_segments, _order, _watch) = (new SegmentList(plan), new FrameOrder(plan, tell), new RunWatch(plan, options, tell, clock));
    }

    /// <summary>The spacing of the frames, ps; NaN before two are known.</summary>
    public double PeriodPs => _order.PeriodPs;

    public IReadOnlyList<string> Segments => _segments.Paths;

    public RunTurn Next()
    {
        while (true)
        {
            if (_order.TryTake(out Frame frame))
            {
                if (_isEnding && _isFile) GivenAtEndCount++;
                return new RunTurn(frame, null);
            }
            if (_hasEnded) return default;
            if (_order.IsPastEnd) End("the last time asked for was reached");
            else if (_feed is null && !TryOpen())
            {
                if (IsOver()) throw NoFile();
                return new RunTurn(null, _watch.Idle(_segments[_segment], 0));
            }
            else if (Advance() is TimeSpan delay) return new RunTurn(null, delay);
        }
    }

    /// <summary>It stands where its state can be taken along: after a frame that was whole, before its end; of a socket, which cannot be read again, at its end too.</summary>
    public bool CanCarry => _hasEnded ? !_isFile : _feed?.CanCarry ?? true;

    /// <summary>Frames given out that the files alone did not warrant: the last ones, when it was said that nothing follows.</summary>
    [NotState("known at the end")] public long GivenAtEndCount { get; private set; }

    public void Carry(StateCarrier state)
    {
        _segments.Carry(state);
        (_segment, _wasOpened) = (state.Carry(_segment), state.Carry(_wasOpened));
        bool isOpen = state.Carry(_feed is not null);
        if (state.IsLoading && isOpen) _feed = _open(_segments[_segment]);
        _feed?.Carry(state);
        _order.Carry(state);
    }

    public void Dispose()
    {
        _order.Dispose();
        _feed?.Dispose();
    }

    /// <returns>How long to wait; null when there is more to do at once.</returns>
    private TimeSpan? Advance()
    {
        FeedStep step = _feed!.Next();
        switch (step.State)
        {
            case FeedState.Frame:
                _watch.Busy(_feed.Path);
                _order.Add(step.Frame!, new FramePlace(_feed.Path, _segment, _feed.EndOffset));
                if (_order.MustReadAgain) ReadAgain();
                return null;
            case FeedState.Rejected:
                _order.Reject(step.Bad!, _feed.Path);
                return null;
            case FeedState.Changed:
                _order.Replaced(step.Reason!);
                return null;
            case FeedState.Gap:
                _tell(new SourceEvent.FramesMissing(_feed.Path, step.LostCount, step.Reason!));
                _order.Interrupt(step.Reason!, step.LostCount ?? 0);
                return null;
            case FeedState.Told:
                _tell(step.Told!);
                return null;
            case FeedState.Ended:
                _endReason = step.Reason ?? _endReason;
                if (_feed.TailBytes > 0) _tell(new SourceEvent.TailIgnored(_feed.Path, _feed.TailBytes));
                if (_segment < _segments.Count - 1) Go(_segment + 1);
                else End(_endReason);
                return null;
            default:
                return NothingNew();
        }
    }

    private TimeSpan? NothingNew()
    {
        if (_feed!.HoleAt is long hole && hole != _holeTold) _tell(new SourceEvent.HoleSeen(_feed.Path, hole));
        _holeTold = _feed.HoleAt;
        if (_isOver)
        {
            _isEnding = _segment == _segments.Count - 1;
            _feed.Finish();
            return null;
        }
        _isOver = IsOver(); // and read once more: what was written before it was over is there by now
        if (_isOver) return null;
        TimeSpan delay = _watch.Idle(_feed.Path, _feed.BytesRead);
        if (_watch.TakeNextFileDue() && _segments.Extend(listFolder: false)) return null;
        if (_watch.TakePathCheckDue())
        {
            _segments.Extend(listFolder: true);
            _feed.CheckPath();
        }
        _feed.Rest();
        return delay;
    }

    private bool IsOver()
    {
        if (!_options.Follow) return true;
        if (_segment < _segments.Count - 1) return true;
        string? reason = _options.Finish.IsCancellationRequested ? "it was asked to finish" : _watch.EndReason();
        _endReason = reason ?? _endReason;
        return reason is not null;
    }

    private bool TryOpen()
    {
        string path = _segments[_segment];
        if (_isFile && !File.Exists(path) && (_wasOpened || _options.WaitForFile) && _options.Follow) return false;
        if (_isFile && !File.Exists(path)) throw NoFile();
        _feed = _open(path);
        (_isOver, _holeTold, _wasOpened) = (false, null, true);
        return true;
    }

    private BadInputException NoFile() => new(_segments[_segment], "a file", "none there");

    private void ReadAgain()
    {
        Go(0);
        _order.ReadingAgain();
    }

    private void Go(int segment)
    {
        _feed!.Dispose();
        (_feed, _segment) = (null, segment);
    }

    private void End(string reason)
    {
        _order.Flush();
        (_isEnding, _hasEnded) = (true, true);
        _tell(new SourceEvent.SourceEnded(_feed?.Path ?? _segments[_segment], reason));
    }
}
