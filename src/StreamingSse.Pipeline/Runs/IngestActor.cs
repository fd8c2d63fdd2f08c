using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What a run's <see cref="IngestActor"/> is told.</summary>
public abstract record IngestMessage
{
    /// <summary>The graph has handled its last frame.</summary>
    public sealed record GraphDone : IngestMessage;

    /// <summary>Time to show what the frames so far give, if none came since.</summary>
    public sealed record Settle : IngestMessage;
}

/// <summary>One run's graph: source → unwrap, velocities, drift → broadcast → branches. What fails here is its supervisor's.</summary>
internal sealed class IngestActor : Actor<IngestMessage>
{
    private static readonly TimeSpan QuietPause = TimeSpan.FromSeconds(1);

    private readonly RunSetup _setup;
    private readonly RunCounters _counters;
    private readonly ActorRef<DescriptorMessage> _descriptors;
    private readonly RunListeners _listeners;
    private readonly Branch[] _branches;
    private readonly FramePreparation _preparation;
    private readonly CancellationToken _finish;
    private string _endReason = "";
    private long _settledCount;
    private TimeSpan _settleAfter;

    public IngestActor(
        RunSetup setup, RunCounters counters, ActorRef<DescriptorMessage> descriptors, RunListeners listeners, CancellationToken finish)
    {
        (_setup, _counters, _descriptors, _listeners, _finish) = (setup, counters, descriptors, listeners, finish);
        TimeProvider clock = Context.System.Time;
        var snapshots = new SnapshotClock(setup.Pace, clock);
        _preparation = new FramePreparation(setup, counters, snapshots);
        _branches = [.. Accumulation.Branches(setup).Select(begin =>
            new Branch(begin, snapshots, clock, reading => descriptors.Tell(new DescriptorMessage.CurvesReady(reading))))];
    }

    protected override void PreStart()
    {
        _descriptors.Tell(new DescriptorMessage.IngestBegan());
        _counters.Begin();
        Context.PipeToSelf(stop => Graph().Run(stop).Completion, () => new IngestMessage.GraphDone());
        if (_setup.Pace != SnapshotPace.OnlyAtTheEnd) SettleIn(_setup.Pace.IntervalMin);
    }

    protected override void Receive(IngestMessage message)
    {
        switch (message)
        {
            case IngestMessage.Settle: Settle(); break;
            case IngestMessage.GraphDone: Conclude(); break;
            default: Unhandled(message); break;
        }
    }

    private RunnableGraph Graph()
    {
        var source = new TrajectorySource(_setup.Plan, _setup.Follow with { Finish = _finish }, Tell, Context.System.Time);
        return Source.From(source.ReadAllAsync(), FrameLease)
            .Select(Prepare)
            .Broadcast(_setup.StreamBuffer, [.. _branches.Select(branch => Sink.ForEach<Frame>(frame => Take(branch, frame)))]);
    }

    private Frame Prepare(Frame frame)
    {
        _counters.Owe(_branches.Length);
        return _preparation.Prepare(frame);
    }

    private void Take(Branch branch, Frame frame)
    {
        branch.Take(frame);
        _counters.Owe(-1);
    }

    private static readonly Lease<Frame> FrameLease = new(static frame => frame.Retain(), static frame => frame.Dispose());

    // Frames that came since the last marked one are shown when no more follow. A quiet run is asked ever more seldom.
    private void Settle()
    {
        long count = _counters.FrameCount;
        bool isQuiet = count == _settledCount;
        if (isQuiet) ReadBranches();
        _settledCount = count;
        SettleIn(isQuiet && _settleAfter < QuietPause ? 2 * _settleAfter : isQuiet ? _settleAfter : _setup.Pace.IntervalMin);
    }

    private void SettleIn(TimeSpan pause)
    {
        _settleAfter = pause;
        Context.Timers.StartSingleTimer("settle", new IngestMessage.Settle(), pause);
    }

    private void Conclude()
    {
        ReadBranches();
        _descriptors.Tell(new DescriptorMessage.SourceDone(_endReason));
    }

    private void ReadBranches()
    {
        foreach (Branch branch in _branches) branch.ReadNow();
    }

    private void Tell(SourceEvent told)
    {
        if (told is SourceEvent.SourceEnded ended) _endReason = ended.Reason;
        // A file full of bad frames is told of by its first few and then ever more seldom, with the count.
        if (told is SourceEvent.FrameRejected { RejectedCount: > 8 } rejected && !long.IsPow2(rejected.RejectedCount)) return;
        _listeners.Tell(new RunNews.SourceTold(_setup.Name, told));
    }
}
