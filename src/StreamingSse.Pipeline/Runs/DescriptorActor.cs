using StreamingSse.Pipeline.Actors;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What a run's <see cref="DescriptorActor"/> is told.</summary>
public abstract record DescriptorMessage
{
    /// <summary>The reading begins, for the first time or again: what was half gathered is void.</summary>
    public sealed record IngestBegan : DescriptorMessage;

    /// <summary>A branch was read out.</summary>
    public sealed record CurvesReady(BranchReading Reading) : DescriptorMessage;

    /// <summary>Every branch was read out for the last time.</summary>
    public sealed record SourceDone(string Reason) : DescriptorMessage;
}

/// <summary>Joins what a run's branches say of the same frames into snapshots.</summary>
internal sealed class DescriptorActor(RunSetup setup, DriftUse drift, RunListeners listeners, ActorRef supervisor) : Actor<DescriptorMessage>
{
    private readonly SnapshotJoin _join = new(setup, drift);

    protected override void Receive(DescriptorMessage message)
    {
        switch (message)
        {
            case DescriptorMessage.IngestBegan: _join.Clear(); break;
            case DescriptorMessage.CurvesReady ready: Publish(_join.Add(ready.Reading)); break;
            case DescriptorMessage.SourceDone done: supervisor.Tell(new RunSupervisorMessage.RunEnded(setup.Name, done.Reason)); break;
            default: Unhandled(message); break;
        }
    }

    private void Publish(JoinedSnapshot? joined)
    {
        if (joined is not null) listeners.Tell(new RunNews.SnapshotTaken(setup.Name, joined)); // the newest supersedes all before it
    }
}
