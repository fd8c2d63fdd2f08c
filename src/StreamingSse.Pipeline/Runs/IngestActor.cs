using StreamingSse.Formats;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.State;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Checkpoints;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What a run's <see cref="IngestActor"/> is told.</summary>
public abstract record IngestMessage
{
    /// <summary>The graph has handled its last frame.</summary>
    public sealed record GraphDone : IngestMessage;

    /// <summary>A frame came too soon for a snapshot; after this time it is to be shown, if no later one was.</summary>
    public sealed record SnapshotOwed(TimeSpan After) : IngestMessage;

    /// <summary>Time to show what is owed.</summary>
    public sealed record Settle : IngestMessage;
}

/// <summary>Runs one run's <see cref="RunStream"/>, from its checkpoint where there is one. What fails here is its supervisor's.</summary>
internal sealed class IngestActor : Actor<IngestMessage>
{
    private readonly RunSetup _setup;
    private readonly RunCounters _counters;
    private readonly ActorRef<DescriptorMessage> _descriptors;
    private readonly CheckpointClock? _checkpoints;
    private readonly RunListeners _listeners;
    private readonly CancellationToken _finish;
    private RunStream _stream;
    private string _endReason = "";

    public IngestActor(
        RunSetup setup, RunCounters counters, ActorRef<DescriptorMessage> descriptors, CheckpointClock? checkpoints, RunListeners listeners, CancellationToken finish)
    {
        (_setup, _counters, _descriptors, _checkpoints, _listeners, _finish) = (setup, counters, descriptors, checkpoints, listeners, finish);
        _stream = NewStream();
    }

    protected override void PreStart()
    {
        _descriptors.Tell(new DescriptorMessage.IngestBegan());
        _counters.Begin();
        _checkpoints?.Done();
        Resume();
        Context.PipeToSelf(stop => _stream.Graph().Run(stop).Completion, () => new IngestMessage.GraphDone());
    }

    protected override void Receive(IngestMessage message)
    {
        switch (message)
        {
            case IngestMessage.SnapshotOwed owed: SettleIn(owed.After); break;
            case IngestMessage.Settle: Settle(); break;
            case IngestMessage.GraphDone: Conclude(); break;
            default: Unhandled(message); break;
        }
    }

    private RunStream NewStream() => new(_setup, _counters, _descriptors, _checkpoints, _setup.Follow with { Finish = _finish }, Tell, Owe, Context.System.Time);

    // From the newest checkpoint, where there is one that fits: also after a failure.
    private void Resume()
    {
        if (_setup.Checkpoint is not { } plan) return;
        try
        {
            if (CheckpointFile.Read(plan.Path) is not { } saved) return;
            if (saved.Build != BuildIdentity.Own) throw new StateMismatchException("expected a checkpoint of this build of sse, got one of another");
            RunIdentity.Check(saved.Identity, _setup);
            _stream.Resume(saved);
            _descriptors.Tell(new DescriptorMessage.Resumed(saved.Head.Generation, saved.Earlier));
            Tell(new SourceEvent.Resumed(_setup.Plan.Path, saved.Head.FrameCount, saved.Head.TimePs));
            _stream.ReadBranches();
        }
        catch (Exception e) when (e is BadInputException or StateMismatchException or IOException or UnauthorizedAccessException)
        {
            Tell(new SourceEvent.CheckpointRefused(plan.Path, e.Message));
            _counters.Begin();
            _stream = NewStream();
        }
    }

    // From the stream's own thread.
    private void Owe(TimeSpan after) => Context.Self.Tell(new IngestMessage.SnapshotOwed(after));

    // While frames are on their way the branches stand at different ones, whose readings make no snapshot; a frame that is due pays the debt too.
    private void Settle()
    {
        if (!_stream.OwesSnapshot) return;
        if (_counters.WaitingCount > 0) SettleIn(_setup.Pace.IntervalMin);
        else _stream.Settle();
    }

    private void SettleIn(TimeSpan pause) => Context.Timers.StartSingleTimer("settle", new IngestMessage.Settle(), pause);

    private void Conclude()
    {
        _stream.ReadBranches();
        _stream.SaveEnd();
        _descriptors.Tell(new DescriptorMessage.SourceDone(_endReason));
    }

    private void Tell(SourceEvent told)
    {
        if (told is SourceEvent.SourceEnded ended) _endReason = ended.Reason;
        if (told is SourceEvent.NewRunStarted or SourceEvent.SourceRestarted) _descriptors.Tell(new DescriptorMessage.GenerationBegan(IsKept: told is SourceEvent.NewRunStarted));
        // A file full of bad frames is told of by its first few and then ever more seldom, with the count.
        if (told is SourceEvent.FrameRejected { RejectedCount: > 8 } rejected && !long.IsPow2(rejected.RejectedCount)) return;
        _listeners.Tell(new RunNews.SourceTold(_setup.Name, told));
    }
}
