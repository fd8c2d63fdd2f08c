using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Imd;

/// <summary>The frames of a simulation's socket, for a stream that reads them as it reads a file that grows.</summary>
/// <remarks>
/// The first frame shows what a server does not say: what is missing is asked for then, and the server is left in order. A socket has no place to go back to: what is taken
/// along is how far it was read, and who goes on from there begins with a gap.
/// </remarks>
internal sealed class ImdFeed : IFrameFeed
{
    private const double StepTolerance = 1e-3, LongestStepPs = 0.05;
    private const int FewestFrames = 64;
    private readonly RunPlan _plan;
    private readonly ImdPlan _imd;
    [NotState("its owner carries it")] private readonly ImdParser _parser;
    private readonly ImdQueue _queue;
    private readonly ImdReader _reader;
    private readonly ImdRateFilter? _rate;
    private readonly ImdLogCheck _log;
    private long _takenCount;
    [NotState("where it stood when it was loaded")] private long _earlierCount, _earlierBytes;
    [NotState("told after it was loaded")] private bool _isResumed;
    [NotState("asked again")] private bool _isChecked, _isFinished, _isRateTold;

    public ImdFeed(RunPlan plan, ImdParser parser, FollowOptions options, TimeProvider clock)
    {
        (_plan, _imd, _parser, Path) = (plan, plan.Imd!, parser, plan.Segments[0]);
        long frameBytes = 6L * sizeof(double) * plan.Atoms.AtomCount;
        _queue = new ImdQueue((int)Math.Clamp(options.SocketQueueBytes / frameBytes, FewestFrames, int.MaxValue / 2));
        _rate = _imd.Rate is int steps ? new ImdRateFilter(steps) : null;
        _log = new ImdLogCheck(_imd.LogPath, _imd.Rate ?? 1, clock);
        _reader = new ImdReader(Path, _imd, parser, _queue, options.SocketRetry, clock);
    }

    public string Path { get; }

    public long EndOffset { get; private set; }

    public long BytesRead => _reader.ReceivedBytes;

    public long? HoleAt => null;

    public long TailBytes => 0;

    public FeedStep Next()
    {
        if (_isResumed) return Resumed();
        if (TellRate() is FeedStep rate) return rate;
        if (FindLoss() is FeedStep loss) return loss;
        if (_rate?.TryTakeHeld(out Frame held) == true) return new FeedStep(FeedState.Frame, held);
        bool hasEnded = _reader.HasEnded; // before the look at the queue: what it took last is there by then
        while (_queue.TryTake(out ImdItem item))
        {
            if (StepOf(item) is FeedStep step) return step;
            if (_rate?.SettledSteps > 0) return Next();
        }
        if (_reader.Failure is Exception failure && hasEnded) throw failure;
        if (hasEnded || _isFinished) return new FeedStep(FeedState.Ended, Reason: hasEnded ? _reader.EndReason : "it was left");
        return new FeedStep(FeedState.Nothing);
    }

    public void Finish()
    {
        _reader.Finish();
        _isFinished = true;
    }

    public void CheckPath() { }

    public bool CanCarry => true;

    public void Carry(StateCarrier state)
    {
        (EndOffset, _takenCount) = (state.Carry(EndOffset), state.Carry(_takenCount));
        _log.Carry(state, _takenCount);
        if (!state.IsLoading) return;
        (_earlierBytes, _earlierCount, _isResumed) = (EndOffset, _takenCount, true);
        _reader.MarkResumed();
    }

    public void Rest() { }

    public void Dispose()
    {
        _reader.Dispose();
        _queue.Clear();
        _rate?.Dispose();
    }

    private FeedStep Resumed()
    {
        _isResumed = false;
        return new FeedStep(FeedState.Gap, Reason: "sent while nobody watched: this watch goes on after an interruption");
    }

    private FeedStep? FindLoss()
    {
        long emptiedAt = _reader.EmptiedAt; // before the count: what had come by then is counted
        return _log.FindLoss(_reader.FrameCount, emptiedAt) is { } loss ? new FeedStep(FeedState.Gap, Reason: loss.Reason, LostCount: loss.Count) : null;
    }

    private FeedStep? TellRate()
    {
        if (_isRateTold || _rate is not { SettledSteps: > 0 and var steps } || steps == _imd.Rate) return null;
        _isRateTold = true;
        return new FeedStep(FeedState.Told, Told: new SourceEvent.ConnectionChanged(Path, $"frames come every {steps} steps, not every {_imd.Rate} as was asked for"));
    }

    private FeedStep? StepOf(in ImdItem item)
    {
        if (item.Told is SourceEvent told) return new FeedStep(FeedState.Told, Told: told);
        if (item.Gap is string gap) return new FeedStep(FeedState.Gap, Reason: gap, LostCount: item.LostCount);
        if (item.Bad is BadInput bad) return new FeedStep(FeedState.Rejected, Bad: bad);
        (EndOffset, _takenCount) = (_earlierBytes + item.EndOffset, _earlierCount + item.Number);
        Frame frame = item.Frame!;
        if (!_isChecked) Check(frame);
        _isChecked = true;
        return _rate is null || _rate.Passes(frame) ? new FeedStep(FeedState.Frame, frame) : null;
    }

    private void Check(Frame frame)
    {
        try
        {
            if (frame.Step is null && double.IsNaN(_plan.FrameFs))
                throw new BadInputException(Path, "--trate N (steps between frames) and --timestep-fs FS, or --frame-fs FS: this server numbers no frames", "neither");
            if (double.IsNaN(frame.TimePs) && frame.Step is not null && double.IsNaN(_plan.TimestepFs) && double.IsNaN(_plan.FrameFs))
                throw new BadInputException(Path, "--timestep-fs FS (MD step): this server numbers its frames and gives no times", "none");
            if (frame.Kind == PositionKind.Wrapped && frame.Cell is null && _plan.StatedCell is null)
                throw new BadInputException(Path, "a --topology with a cell (or --imd-unwrapped): this server sends coordinates that may be folded, and no box", "none");
            if (double.IsFinite(_parser.StepPs)) CheckStep(_parser.StepPs, _plan.TimestepFs / Units.FsPerPs);
        }
        catch (BadInputException)
        {
            frame.Dispose();
            throw;
        }
    }

    // LAMMPS sends the times of its units style where the protocol means ps; a factor of a thousand must not pass.
    private void CheckStep(double sentPs, double statedPs)
    {
        bool fits = double.IsNaN(statedPs) ? sentPs is > 0 and <= LongestStepPs : Math.Abs(sentPs - statedPs) <= StepTolerance * statedPs;
        if (!fits)
            throw new BadInputException(Path, double.IsNaN(statedPs) ? $"an MD step of at most {LongestStepPs} ps (or --imd-units real, where LAMMPS sends fs)" : $"an MD step of {statedPs:0.#####} ps, as stated (or --imd-units real, where LAMMPS sends fs)", $"{sentPs:0.#####} ps");
    }
}
