using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Checkpoints;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What a run's <see cref="DescriptorActor"/> is told.</summary>
internal abstract record DescriptorMessage
{
    /// <summary>The reading begins, for the first time or again: what was half gathered is void.</summary>
    public sealed record IngestBegan : DescriptorMessage;

    /// <summary>The reading goes on from a checkpoint.</summary>
    public sealed record Resumed(int Generation, IReadOnlyList<RunSnapshot> Earlier) : DescriptorMessage;

    /// <summary>Another generation begins with a frame that is still to come; is what the one before gave a result?</summary>
    public sealed record GenerationBegan(bool IsKept) : DescriptorMessage;

    /// <summary>A branch was read out.</summary>
    public sealed record CurvesReady(BranchReading Reading) : DescriptorMessage;

    /// <summary>A checkpoint cuts the stream here; the branches' states follow.</summary>
    public sealed record CheckpointBegan(CheckpointHead Head) : DescriptorMessage;

    /// <summary>A branch has come to the cut.</summary>
    public sealed record BranchSaved(SavedBranch Saved) : DescriptorMessage;

    /// <summary>Every branch was read out for the last time.</summary>
    public sealed record SourceDone(string Reason) : DescriptorMessage;
}

/// <summary>Joins what a run's branches say of the same frames into snapshots, and their states into checkpoints.</summary>
/// <param name="checkpoints">Writes checkpoints, and hears of the end first; null where none are written.</param>
internal sealed class DescriptorActor(
    RunSetup setup, DriftUse drift, RunListeners listeners, ActorRef<CheckpointMessage>? checkpoints, ActorRef<RunSupervisorMessage> supervisor) : Actor<DescriptorMessage>
{
    private readonly SnapshotJoin _join = new(setup, drift);
    private readonly EarlierRuns _earlier = new();
    private readonly CheckpointJoin _cut = new(BranchStages.Count);

    protected override void Receive(DescriptorMessage message)
    {
        switch (message)
        {
            case DescriptorMessage.IngestBegan: Begin(0, []); break;
            case DescriptorMessage.Resumed resumed: Begin(resumed.Generation, resumed.Earlier); break;
            case DescriptorMessage.GenerationBegan began: _earlier.BeginGeneration(began.IsKept); break;
            case DescriptorMessage.CurvesReady ready: Publish(_join.Add(ready.Reading)); break;
            case DescriptorMessage.CheckpointBegan began: _cut.Begin(began.Head); break;
            case DescriptorMessage.BranchSaved saved: Save(saved.Saved); break;
            case DescriptorMessage.SourceDone done: Conclude(done.Reason); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(int generation, IReadOnlyList<RunSnapshot> earlier)
    {
        _join.Clear();
        _cut.Begin(null);
        _earlier.Begin(generation, earlier);
    }

    private void Publish(JoinedSnapshot? joined)
    {
        if (joined is null) return;
        _earlier.Add(joined);
        listeners.Tell(new RunNews.SnapshotTaken(setup.Name, joined with { Earlier = _earlier.Before(joined.Generation) })); // the newest supersedes all before it
    }

    // Every branch's last word on the generations before the cut came before its state at the cut.
    private void Save(SavedBranch saved)
    {
        if (_cut.Head is { } head && _cut.Add(saved) is { } branches) checkpoints?.Tell(new CheckpointMessage.Save(head, branches, _earlier.Before(head.Generation)));
    }

    private void Conclude(string reason)
    {
        if (checkpoints is not null) checkpoints.Tell(new CheckpointMessage.Done(reason));
        else supervisor.Tell(new RunSupervisorMessage.RunEnded(setup.Name, reason));
    }
}
