using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>What a run's <see cref="CheckpointActor"/> is told.</summary>
internal abstract record CheckpointMessage
{
    /// <summary>The state of every branch at one cut.</summary>
    public sealed record Save(CheckpointHead Head, IReadOnlyList<SavedState> Branches, IReadOnlyList<RunSnapshot> Earlier) : CheckpointMessage;

    /// <summary>No more will come.</summary>
    public sealed record Done(string Reason) : CheckpointMessage;
}

/// <summary>Writes a run's checkpoints, so that no stage waits for a disk; says why where it does not.</summary>
internal sealed class CheckpointActor(RunSetup setup, CheckpointPlan plan, CheckpointClock clock, RunListeners listeners, ActorRef<RunSupervisorMessage> supervisor)
    : Actor<CheckpointMessage>
{
    private readonly IReadOnlyList<string> _identity = RunIdentity.Of(setup);
    private string? _told;

    protected override void Receive(CheckpointMessage message)
    {
        switch (message)
        {
            case CheckpointMessage.Save save: Write(save); break;
            case CheckpointMessage.Done done: supervisor.Tell(new RunSupervisorMessage.RunEnded(setup.Name, done.Reason)); break;
            default: Unhandled(message); break;
        }
    }

    private void Write(CheckpointMessage.Save save)
    {
        long byteCount = save.Head.Source.Length + save.Head.Preparation.Length + save.Branches.Sum(branch => branch.ByteCount);
        if (byteCount > plan.MaxBytes || save.Branches.Any(branch => branch.Bytes is null)) Tell(Large(byteCount));
        else TryWrite(new Checkpoint(BuildIdentity.Own, _identity, save.Head, [.. save.Branches.Select(branch => branch.Bytes!.Value)], save.Earlier));
        clock.Done();
    }

    private void TryWrite(Checkpoint checkpoint)
    {
        try
        {
            CheckpointFile.Write(checkpoint, plan.Path);
            _told = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(e.Message);
        }
    }

    private string Large(long byteCount) => setup.Plan.Imd is not null ? $"its state has outgrown what one file can hold ({byteCount / 1e6:0.#} MB now)"
        : $"its state has outgrown {plan.MaxBytes / 1e6:0.#} MB (checkpoint.max-size; {byteCount / 1e6:0.#} MB now), and reading the files again gives the same";

    // Once: the state grows, but the reason stays.
    private void Tell(string reason)
    {
        if (_told is not null && _told[..Math.Min(24, _told.Length)] == reason[..Math.Min(24, reason.Length)]) return;
        _told = reason;
        listeners.Tell(new RunNews.SourceTold(setup.Name, new SourceEvent.CheckpointSkipped(plan.Path, reason)));
    }
}
