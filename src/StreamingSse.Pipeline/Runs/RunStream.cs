using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Runs;

/// <summary>One run's graph, source → unwrap, velocities, drift → broadcast → branches, and its state at any frame.</summary>
/// <remarks>
/// A checkpoint is a cut through the stream just behind one frame (Chandy &amp; Lamport 1985): the frame carries a mark, what lies before the branches is saved
/// when it passes, and each branch when it arrives there. Nobody waits for anybody.
/// </remarks>
internal sealed class RunStream
{
    private static readonly Lease<Frame> FrameLease = new(static frame => frame.Retain(), static frame => frame.Dispose());

    private readonly RunSetup _setup;
    private readonly RunCounters _counters;
    private readonly ActorRef<DescriptorMessage> _descriptors;
    private readonly CheckpointClock? _checkpoints;
    private readonly SnapshotClock _snapshots;
    private readonly TrajectorySource _source;
    private readonly FramePreparation _preparation;
    private readonly Branch[] _branches;
    private ReadOnlyMemory<byte>? _place; // of the source
    private long _sincePlace;
    private FrameOrigin _last;

    /// <param name="checkpoints">Null where none are taken.</param>
    /// <param name="owe">See <see cref="SnapshotClock"/>.</param>
    public RunStream(
        RunSetup setup, RunCounters counters, ActorRef<DescriptorMessage> descriptors, CheckpointClock? checkpoints, FollowOptions follow,
        Action<SourceEvent> tell, Action<TimeSpan> owe, TimeProvider clock)
    {
        (_setup, _counters, _descriptors, _checkpoints) = (setup, counters, descriptors, checkpoints);
        _snapshots = new SnapshotClock(setup.Pace, clock, owe);
        _source = new TrajectorySource(setup.Plan, follow, tell, clock);
        _preparation = new FramePreparation(setup, counters, _snapshots);
        _branches = [.. BranchStages.Of(setup, () => _source.Segments, _snapshots.Demand).Select(begin =>
            new Branch(begin, _snapshots, clock, reading => descriptors.Tell(new DescriptorMessage.CurvesReady(reading)), SaveBranch))];
    }

    public RunnableGraph Graph() => Source.From(_source.ReadAllAsync(), FrameLease)
        .Select(Prepare)
        .Select(Mark)
        .Broadcast(_setup.StreamBuffer, [.. _branches.Select(branch => Sink.ForEach<Frame>(frame => Take(branch, frame)))]);

    /// <summary>Frames have passed whose snapshot nobody has seen.</summary>
    public bool OwesSnapshot => _snapshots.IsOwed;

    /// <summary>Publishes what is owed; to be called while no frame is on its way to a branch.</summary>
    public void Settle()
    {
        _snapshots.Settle();
        ReadBranches();
    }

    /// <summary>Publishes what the frames so far give, where that was not done yet.</summary>
    public void ReadBranches()
    {
        foreach (Branch branch in _branches) branch.ReadNow();
    }

    /// <summary>Saves the state behind the last frame, once the graph has ended.</summary>
    /// <remarks>Not where the last frames were taken on the word that nothing follows: the run may go on, and would have waited for more.</remarks>
    public void SaveEnd()
    {
        if (_checkpoints is null || _place is null || _source.HasGuessedTheEnd) return;
        if (_source.CanCarry) TakePlace(); // of a socket: nothing of it can be read again
        BeginCheckpoint();
        foreach (Branch branch in _branches) SaveBranch(branch);
    }

    /// <exception cref="StateMismatchException">It does not fit; the stream is not to be used then.</exception>
    public void Resume(Checkpoint saved)
    {
        CheckpointHead head = saved.Head;
        if (saved.Branches.Count != _branches.Length) throw new StateMismatchException($"expected {_branches.Length} branches, got {saved.Branches.Count}");
        for (int i = 0; i < _branches.Length; i++) SavedState.Load(saved.Branches[i], _branches[i].Carry);
        SavedState.Load(head.Preparation, _preparation.Carry);
        StateCarrier source = StateCarrier.LoadingFrom(head.Source);
        _source.Resume(source, head.Skip, head.Last);
        source.End();
        (_place, _sincePlace, _last) = (head.Source, head.Skip, head.Last);
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

    // Here the source stands just behind this frame, and no branch has seen it.
    private Frame Mark(Frame frame)
    {
        if (_checkpoints is null) return frame;
        (_last, _sincePlace) = (frame.Origin, _sincePlace + 1);
        bool isDue = _checkpoints.IsDue;
        if ((isDue || frame.SnapshotDue || _place is null) && _source.CanCarry) TakePlace();
        frame.CheckpointDue = isDue && _place is not null;
        if (frame.CheckpointDue) BeginCheckpoint();
        return frame;
    }

    private void TakePlace() => (_place, _sincePlace) = (SavedState.Of(_source.Carry).Bytes, 0);

    private void BeginCheckpoint()
    {
        _checkpoints!.Begin();
        ReadOnlyMemory<byte> preparation = SavedState.Of(_preparation.Carry).Bytes!.Value;
        _descriptors.Tell(new DescriptorMessage.CheckpointBegan(
            new CheckpointHead(_last.Generation, _counters.FrameCount, _counters.TimePs, _last, _place!.Value, _sincePlace, preparation)));
    }

    private void SaveBranch(Branch branch) => _descriptors.Tell(new DescriptorMessage.BranchSaved(
        new SavedBranch(Array.IndexOf(_branches, branch), branch.Generation, branch.FrameCount, SavedState.Of(branch.Carry, _setup.Checkpoint!.MaxBytes))));
}
