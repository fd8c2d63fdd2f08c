using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Following;

/// <summary>Puts the frames of a run in order of time: each once, at an even spacing within a block, every exception told.</summary>
/// <remarks>
/// A step not above the last one is a repeat; the first copy counts. A step back to the first value of the same file is a new run. A frame
/// nearer than one spacing is left out; one farther begins a new block. Until two spacings agree, one frame is held back, so that no block
/// ever holds two spacings.
/// </remarks>
internal sealed class FrameOrder(RunPlan plan, Action<SourceEvent> tell) : IDisposable
{
    private const double SpacingTolerance = 1e-3;
    private const int MostJumpsInARow = 3;
    private readonly Queue<Frame> _ready = new();
    private readonly RunTimeline _time = new(plan);
    private DisplacementGauge _gauge = new();
    private Frame? _held;
    private FrameMark _last, _runFirst, _segmentFirst;
    private FrameMark? _skippedTo;
    private FramePlace _place = new(plan.Segments[0], 0, 0);
    private double _periodPs = double.NaN, _longPeriodPs = double.NaN;
    private bool _isPeriodSure;
    private string? _junction, _replaced, _interrupted;
    private int _block, _generation, _replacedInPlace, _jumpsInARow;
    private long _keptCount, _rejectedCount;

    /// <summary>The spacing of the frames, ps; NaN before two are known.</summary>
    public double PeriodPs => _periodPs;

    /// <summary>The last frame came after the end that was asked for.</summary>
    public bool IsPastEnd { get; private set; }

    /// <summary>The run must be read again from its first segment; <see cref="Add"/> has not kept the frame.</summary>
    public bool MustReadAgain { get; private set; }

    /// <summary>Takes over a frame; what is to be given out comes from <see cref="TryTake"/>.</summary>
    public void Add(Frame frame, in FramePlace place)
    {
        if (frame.AtomCount != plan.Atoms.AtomCount)
        {
            Reject(new BadInput($"{place.Path} byte {place.EndOffset}", $"{plan.Atoms.AtomCount} atoms", $"{frame.AtomCount}"), place.Path);
            frame.Dispose();
            return;
        }
        if (frame.Cell is null && plan.StatedCell is not null) frame.Cell = plan.StatedCell;
        FrameMark mark = FrameMark.Of(frame);
        if (_replaced is not null && !Resolve(frame, mark, place)) return;
        FramePlace now = place with { Segment = place.Segment + _replacedInPlace };
        if (_keptCount == 0) First(frame, mark, now);
        else Sequel(frame, mark, now);
    }

    public bool TryTake(out Frame frame) => _ready.TryDequeue(out frame!);

    /// <summary>Nothing follows: gives out what was held back.</summary>
    public void Flush() => Release();

    /// <summary>Frames are missing here. Where they carry numbers or times, the next one shows how many; where they are only counted, it begins a block.</summary>
    public void Interrupt(string reason, long lostCount)
    {
        if (_keptCount == 0 || !_time.Counts) return;
        _interrupted = reason;
        _time.Lose(lostCount);
    }

    public void Reject(BadInput bad, string path)
    {
        tell(new SourceEvent.FrameRejected(path, bad, ++_rejectedCount));
        _time.Lose();
    }

    /// <summary>The file that is being read was replaced or cut; the next frame shows what that means.</summary>
    public void Replaced(string reason) => _replaced = reason;

    /// <summary>The run is being read from its first segment again.</summary>
    public void ReadingAgain() => MustReadAgain = false;

    public void Dispose()
    {
        _held?.Dispose();
        while (_ready.TryDequeue(out Frame? frame)) frame.Dispose();
    }

    /// <summary>Takes along what it knows of the run, with the frames that it holds.</summary>
    public void Carry(StateCarrier state)
    {
        _time.Carry(state);
        _gauge.Carry(state);
        (_last, _runFirst, _segmentFirst, _skippedTo) = (state.Carry(_last), state.Carry(_runFirst), state.Carry(_segmentFirst), state.Carry(_skippedTo));
        _place = new FramePlace(state.Carry(_place.Path)!, state.Carry(_place.Segment), state.Carry(_place.EndOffset));
        (_periodPs, _longPeriodPs, _isPeriodSure) = (state.Carry(_periodPs), state.Carry(_longPeriodPs), state.Carry(_isPeriodSure));
        (_junction, _replaced, _interrupted, _jumpsInARow) = (state.Carry(_junction), state.Carry(_replaced), state.Carry(_interrupted), state.Carry(_jumpsInARow));
        (_block, _generation, _replacedInPlace) = (state.Carry(_block), state.Carry(_generation), state.Carry(_replacedInPlace));
        (_keptCount, _rejectedCount) = (state.Carry(_keptCount), state.Carry(_rejectedCount));
        (IsPastEnd, MustReadAgain) = (state.Carry(IsPastEnd), state.Carry(MustReadAgain));
        _held = Frame.Carry(state, _held);
        int readyCount = state.Carry(_ready.Count);
        for (int i = 0; i < readyCount; i++) _ready.Enqueue(Frame.Carry(state, state.IsLoading ? null : _ready.Dequeue())!);
    }

    // An XDATCAR is overwritten by the next job of the chain: what goes on where the last one ended is the next segment. All else is a restart.
    private bool Resolve(Frame frame, in FrameMark mark, in FramePlace place)
    {
        string reason = _replaced!;
        _replaced = null;
        if (_keptCount == 0) return true; // nothing was gathered that could be void
        GapSize gap = _gauge.Judge(frame, out _);
        bool next = plan.Format == TrajectoryFormat.Xdatcar
            ? gap == GapSize.OneFrame && _gauge.IsNearerToLast(frame)
            : gap != GapSize.Broken && mark.Compare(_last) > 0 && IsOnePeriod(_time.AheadPs(mark));
        if (next)
        {
            _replacedInPlace++;
            return true;
        }
        tell(new SourceEvent.SourceRestarted(place.Path, reason));
        BeginGeneration();
        MustReadAgain = place.Segment > 0;
        if (MustReadAgain) frame.Dispose();
        return !MustReadAgain;
    }

    private void BeginGeneration()
    {
        Release();
        _generation++;
        _gauge = new DisplacementGauge();
        (_block, _keptCount, _replacedInPlace) = (0, 0, 0);
        (_periodPs, _longPeriodPs, _isPeriodSure) = (double.NaN, double.NaN, false);
        (_junction, _skippedTo, _interrupted) = (null, null, null);
    }

    private void First(Frame frame, in FrameMark mark, in FramePlace place)
    {
        _time.Begin(mark);
        _periodPs = _time.CountedPeriodPs;
        _isPeriodSure = _time.Counts;
        (_runFirst, _segmentFirst) = (mark, mark);
        Keep(frame, mark, place, 0, follows: false);
        Release();
    }

    private void Sequel(Frame frame, in FrameMark mark, in FramePlace place)
    {
        bool begins = place.Segment != _place.Segment && !plan.IsFilePerFrame;
        if (begins) _junction ??= "the files";
        int? order = plan.Format == TrajectoryFormat.Xdatcar ? null : mark.Compare(_last);
        bool countsAnew = order is null && (begins || mark.Step <= _last.Step);
        if (order > 0 || (order is null && !countsAnew)) Forward(frame, mark, place);
        else if (countsAnew || (begins && mark.Compare(_runFirst) <= 0)) NumberedAnew(frame, mark, place);
        else if (!begins && place.Segment == 0 && _keptCount > 1 && mark.Compare(_segmentFirst) == 0) NewRun(frame, mark, place);
        else Repeat(frame, mark, place);
    }

    private void NewRun(Frame frame, in FrameMark mark, in FramePlace place)
    {
        tell(new SourceEvent.NewRunStarted(place.Path, mark.Number));
        BeginGeneration();
        First(frame, mark, place);
    }

    private void Repeat(Frame frame, in FrameMark mark, in FramePlace place)
    {
        if (_skippedTo is not FrameMark skipped || mark.Compare(skipped) <= 0)
            tell(new SourceEvent.RepeatSkipped(place.Path, mark.Number, _last.Number));
        _skippedTo = mark;
        _junction ??= "the restart";
        frame.Dispose();
    }

    // The numbering begins anew and so tells nothing: the motion shows whether the frame follows the last one.
    private void NumberedAnew(Frame frame, in FrameMark mark, in FramePlace place)
    {
        GapSize gap = _gauge.Judge(frame, out double gapA);
        if (gap == GapSize.Same)
        {
            tell(new SourceEvent.RepeatSkipped(place.Path, mark.Number, mark.Number));
            _time.Rebase(mark, _time.LastPs);
            (_last, _segmentFirst) = (mark, mark);
            _junction ??= "the restart";
            if (place.Segment != _place.Segment) Begun(place, joined: true, "the last configuration is written again");
            _place = place;
            frame.Dispose();
            return;
        }
        double atPs = _time.LastPs + (double.IsNaN(_periodPs) ? 0 : _periodPs);
        bool sameFile = place.Segment == _place.Segment; // a second header: the engine itself goes on
        bool joined = gap == GapSize.OneFrame || (gap == GapSize.Unknown && sameFile);
        Join(place, joined, Said(gap, gapA));
        _time.Rebase(mark, atPs);
        _segmentFirst = mark;
        Keep(frame, mark, place, atPs, follows: joined);
    }

    private void Forward(Frame frame, in FrameMark mark, in FramePlace place)
    {
        double aheadPs = _time.AheadPs(mark);
        if (double.IsNaN(aheadPs) || (_isPeriodSure && aheadPs < _periodPs && !IsOnePeriod(aheadPs)))
        {
            (string expected, string found) = double.IsNaN(aheadPs) ? ("the step or time that the other frames have", "none")
                : ($"{_periodPs:0.######} ps after the frame before", $"{aheadPs:0.######} ps");
            Reject(new BadInput($"{place.Path} byte {place.EndOffset}, step {mark.Number}", expected, found), place.Path);
            frame.Dispose();
            return;
        }
        LearnPeriod(aheadPs, place);
        bool follows = Follows(frame, mark, place, aheadPs);
        if (place.Segment != _place.Segment) _segmentFirst = mark;
        double timePs = _time.Accept(mark);
        Keep(frame, mark, place, timePs, follows);
    }

    /// <returns>False where the frame begins a block of its own.</returns>
    private bool Follows(Frame frame, in FrameMark mark, in FramePlace place, double aheadPs)
    {
        if (_interrupted is string interruption)
        {
            _interrupted = null;
            Join(place, joined: false, interruption);
            return false;
        }
        if (!IsOnePeriod(aheadPs))
        {
            bool told = Math.Abs(aheadPs - _longPeriodPs) <= SpacingTolerance * aheadPs;
            _longPeriodPs = aheadPs;
            string reason = $"{aheadPs:0.######} ps lie between {_last.Number} and {mark.Number}, {_periodPs:0.######} ps between the frames before";
            if (!told || _junction is not null) Join(place, joined: false, reason);
            else _block++;
            return false;
        }
        _longPeriodPs = double.NaN;
        // A socket's frames without numbers: LAMMPS drops some without a word, and only the motion shows it.
        if (plan.Imd is not null && _time.Counts && IsJump(frame, place)) return false;
        if (_junction is null) return true;
        GapSize gap = _gauge.Judge(frame, out double gapA);
        Join(place, gap != GapSize.Broken, gap == GapSize.Unknown ? $"the steps go on from {_last.Number} to {mark.Number}" : Said(gap, gapA));
        return gap != GapSize.Broken;
    }

    private bool IsJump(Frame frame, in FramePlace place)
    {
        if (_gauge.Judge(frame, out double jumpA) != GapSize.Broken)
        {
            _jumpsInARow = 0;
            return false;
        }
        Join(place, joined: false, $"frames are missing: the atoms moved {jumpA:0.###} Å, {_gauge.UsualA:0.###} Å from frame to frame before");
        if (++_jumpsInARow >= MostJumpsInARow) (_gauge, _jumpsInARow) = (new DisplacementGauge(), 0); // a new rhythm, not a gap
        return true;
    }

    private void LearnPeriod(double aheadPs, in FramePlace place)
    {
        if (_isPeriodSure) return;
        bool first = double.IsNaN(_periodPs);
        _isPeriodSure = !first && IsOnePeriod(aheadPs);
        if (!first && !_isPeriodSure)
        {
            _block++;
            _held!.Origin = _held.Origin with { Block = _block };
            tell(new SourceEvent.BlockBroken(place.Path, $"the frames come at uneven times: {_periodPs:0.######} ps, then {aheadPs:0.######} ps"));
        }
        if (!_isPeriodSure) _periodPs = aheadPs;
    }

    private bool IsOnePeriod(double aheadPs) => Math.Abs(aheadPs - _periodPs) <= SpacingTolerance * _periodPs;

    private void Join(in FramePlace place, bool joined, string reason)
    {
        if (place.Segment != _place.Segment) Begun(place, joined, reason);
        _junction = null;
        if (joined) return;
        _block++;
        tell(new SourceEvent.BlockBroken(place.Path, reason));
    }

    private void Begun(in FramePlace place, bool joined, string reason)
    {
        if (!plan.IsFilePerFrame) tell(new SourceEvent.SegmentStarted(place.Path, place.Segment, joined, reason));
    }

    private string Said(GapSize gap, double gapA) =>
        gap == GapSize.Unknown ? "too few frames to compare the motion across it"
        : $"the atoms moved {gapA:0.###} Å across {_junction ?? "the header"}, {_gauge.UsualA:0.###} Å from frame to frame";

    private void Keep(Frame frame, in FrameMark mark, in FramePlace place, double timePs, bool follows)
    {
        Release();
        frame.TimePs = timePs;
        frame.Origin = new FrameOrigin(place.Segment, place.EndOffset, _block, _generation);
        _gauge.Take(frame, follows);
        (_last, _place, _skippedTo, _held) = (mark, place, null, frame);
        _keptCount++;
        if (_isPeriodSure) Release();
    }

    // What the user left out by time is read and judged like the rest, and dropped only here.
    private void Release()
    {
        if (_held is not Frame frame) return;
        _held = null;
        double slackPs = 1e-6 * (double.IsNaN(_periodPs) ? 0 : _periodPs);
        IsPastEnd |= frame.TimePs > plan.ToPs + slackPs;
        if (frame.TimePs < plan.FromPs - slackPs || frame.TimePs > plan.ToPs + slackPs) frame.Dispose();
        else _ready.Enqueue(frame);
    }
}
