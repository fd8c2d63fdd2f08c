using StreamingSse.Formats.Cp2k;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Following;

/// <summary>The frames of a CP2K set: -pos, with the velocities and the cell of the same step where these files exist.</summary>
/// <remarks>
/// A frame waits until every file has come to its step. Where a file is written at fewer steps, the frames between have no velocities, and
/// the cell only where it did not change. Steps that come again after a restart are handed on as they are: the order of the run passes over them.
/// </remarks>
internal sealed class Cp2kFeed(Cp2kFileNames names, IFrameParser positionParser) : IFrameFeed
{
    private readonly TextFeed _positions = new(names.Positions, positionParser);
    private readonly Queue<(Frame Frame, long EndOffset)> _waiting = new();
    private Cp2kCompanion? _velocities, _cells;
    private Cell? _lastCell;
    private long? _firstStep, _highestStep, _lastStep;
    private int _lap;
    private bool _areOpen, _cellVaries;
    [NotState("neither holds where it can be carried")] private bool _isFinished, _hasEnded;

    public string Path => names.Positions;

    public long EndOffset { get; private set; }

    public long BytesRead => _positions.BytesRead + (_velocities?.Feed.BytesRead ?? 0) + (_cells?.Feed.BytesRead ?? 0);

    public long? HoleAt => _positions.HoleAt ?? _velocities?.Feed.HoleAt ?? _cells?.Feed.HoleAt;

    [NotState("known at the end")] public long TailBytes { get; private set; }

    public FeedStep Next()
    {
        // Until the companions exist, two frames of positions are awaited: by then the engine has made them, if it makes them at all.
        while (_waiting.Count < (_areOpen || AreThere() ? 1 : 2) && !_hasEnded)
        {
            FeedStep step = _positions.Next();
            if (step.State == FeedState.Changed) return StartAnew(step.Reason!);
            if (step.State is FeedState.Rejected or FeedState.Nothing) return step;
            _hasEnded = step.State == FeedState.Ended;
            if (step.Frame is Frame frame) _waiting.Enqueue((frame, _positions.EndOffset));
        }
        if (!_areOpen) OpenCompanions();
        return _waiting.Count == 0 ? End() : Join();
    }

    public void Finish()
    {
        _isFinished = true;
        _positions.Finish();
        _velocities?.Feed.Finish();
        _cells?.Feed.Finish();
    }

    public void CheckPath()
    {
        _positions.CheckPath();
        _velocities?.Feed.CheckPath();
        _cells?.Feed.CheckPath();
    }

    public void Rest()
    {
        _positions.Rest();
        _velocities?.Feed.Rest();
        _cells?.Feed.Rest();
    }

    public void Dispose()
    {
        foreach ((Frame frame, _) in _waiting) frame.Dispose();
        _waiting.Clear();
        _positions.Dispose();
        _velocities?.Dispose();
        _cells?.Dispose();
    }

    private bool AreThere() => names.Velocities is not null && names.Cell is not null;

    private void OpenCompanions()
    {
        if (names.Velocities is string velocities)
            _velocities = Companion(velocities, new Cp2kXyzParser(Cp2kQuantity.Velocities));
        if (names.Cell is string cells) _cells = Companion(cells, new Cp2kCellFrames());
        _areOpen = true;
        if (_isFinished) Finish();
    }

    private static Cp2kCompanion Companion(string path, IFrameParser parser) => new(new TextFeed(path, parser), parser);

    public bool CanCarry => !_hasEnded && _positions.CanCarry && (_velocities?.CanCarry ?? true) && (_cells?.CanCarry ?? true);

    public void Carry(StateCarrier state)
    {
        _positions.Carry(state);
        (_areOpen, EndOffset) = (state.Carry(_areOpen), state.Carry(EndOffset));
        (bool hasVelocities, bool hasCells) = (state.Carry(_velocities is not null), state.Carry(_cells is not null));
        if (state.IsLoading && _areOpen) OpenCompanions();
        if (hasVelocities != _velocities is not null || hasCells != _cells is not null)
            throw new StateMismatchException($"{Path}: expected the same files of velocities and cells beside it, got others");
        _velocities?.Carry(state);
        _cells?.Carry(state);
        (_lastCell, _cellVaries, _lap) = (state.Carry(_lastCell), state.Carry(_cellVaries), state.Carry(_lap));
        (_firstStep, _highestStep, _lastStep) = (state.Carry(_firstStep), state.Carry(_highestStep), state.Carry(_lastStep));
        int waitingCount = state.Carry(_waiting.Count);
        for (int i = 0; i < waitingCount; i++)
        {
            (Frame? frame, long endOffset) = state.IsLoading ? default : _waiting.Dequeue();
            _waiting.Enqueue((Frame.Carry(state, frame)!, state.Carry(endOffset)));
        }
    }

    private FeedStep Join()
    {
        (Frame frame, long endOffset) = _waiting.Peek();
        long step = frame.Step!.Value;
        bool isRepeat = step <= _highestStep && step != _firstStep;
        int lap = step <= _lastStep ? _lap + 1 : _lap;
        Match velocities = isRepeat ? Match.Skips : _velocities?.Align(step, lap) ?? Match.Skips;
        Match cells = isRepeat ? Match.Skips : _cells?.Align(step, lap) ?? Match.Skips;
        if (velocities == Match.Changed || cells == Match.Changed) return StartAnew((_velocities?.Reason ?? _cells?.Reason)!);
        if (velocities == Match.Wait || cells == Match.Wait) return new FeedStep(FeedState.Nothing);

        _waiting.Dequeue();
        (_lap, _lastStep) = (lap, step);
        string? lost = velocities == Match.Lost ? "velocities" : !isRepeat && _cells is not null && !TakeCell(frame, cells) ? "a cell" : null;
        if (lost is null && velocities == Match.Found) TakeVelocities(frame);
        EndOffset = endOffset;
        if (lost is null)
        {
            _firstStep ??= step;
            if (!isRepeat) _highestStep = step;
            return new FeedStep(FeedState.Frame, frame);
        }
        frame.Dispose();
        return new FeedStep(FeedState.Rejected, Bad: new BadInput($"step {step}", $"{lost} of the same step", "none"));
    }

    private void TakeVelocities(Frame frame)
    {
        Frame source = _velocities!.Pending!;
        frame.HasVelocities = source.AtomCount == frame.AtomCount;
        if (frame.HasVelocities) source.VelocitiesAPerPs.CopyTo(frame.VelocitiesAPerPs);
        _velocities.Drop();
    }

    private bool TakeCell(Frame frame, Match match)
    {
        Cell? next = _cells!.Pending?.Cell;
        _cellVaries |= next is Cell now && _lastCell is Cell last && !now.HasSameEdges(last);
        if (match == Match.Found) _lastCell = next;
        else if (_cellVaries) return false;
        frame.Cell = _lastCell ?? next;
        if (match == Match.Found) _cells.Drop();
        return frame.Cell is not null;
    }

    private FeedStep StartAnew(string reason)
    {
        foreach ((Frame frame, _) in _waiting) frame.Dispose();
        _waiting.Clear();
        _positions.StartAnew();
        _velocities?.Dispose();
        _cells?.Dispose();
        (_velocities, _cells, _areOpen, _hasEnded, EndOffset) = (null, null, false, false, 0);
        (_lastCell, _firstStep, _highestStep, _lastStep, _lap, _cellVaries) = (null, null, null, null, 0, false);
        return new FeedStep(FeedState.Changed, Reason: reason);
    }

    private FeedStep End()
    {
        TailBytes = _positions.TailBytes;
        return new FeedStep(FeedState.Ended);
    }
}
