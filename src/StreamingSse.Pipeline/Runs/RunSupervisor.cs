using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Checkpoints;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What the <see cref="RunSupervisor"/> is told.</summary>
public abstract record RunSupervisorMessage
{
    /// <summary>Watch one more run.</summary>
    public sealed record Start(RunSetup Setup) : RunSupervisorMessage;

    /// <summary>Watch a run no longer, if it still is, and keep nothing of it.</summary>
    public sealed record Forget(string Run) : RunSupervisorMessage;

    /// <summary>A run's last snapshot is on its way.</summary>
    public sealed record RunEnded(string Run, string Reason) : RunSupervisorMessage;

    /// <summary>Nobody joins the run's readings any more.</summary>
    public sealed record DescriptorsGone(string Run, Exception? Cause) : RunSupervisorMessage;

    /// <summary>A run's reader was stopped for good.</summary>
    public sealed record IngestGone(string Run, Exception? Cause) : RunSupervisorMessage;
}

/// <summary>Owns the actors of every watched run; restarts a failed reader, and gives one up whose input is bad.</summary>
/// <param name="finish">A run that is asked to finish reads what its files hold by then to the end.</param>
internal sealed class RunSupervisor(RunListeners listeners, OneForOneStrategy restarts, RunFinish finish) : Actor<RunSupervisorMessage>
{
    private readonly Dictionary<string, Watched> _watched = [];

    /// <summary>Reading bad input again gives the same: only what may pass is tried again.</summary>
    protected override OneForOneStrategy SupervisorStrategy => restarts with
    {
        Decider = cause => cause is IOException and not FileNotFoundException ? Directive.Restart : Directive.Stop,
    };

    protected override void Receive(RunSupervisorMessage message)
    {
        switch (message)
        {
            case RunSupervisorMessage.Start start: Start(start.Setup); break;
            case RunSupervisorMessage.Forget forget: Forget(forget.Run); break;
            case RunSupervisorMessage.RunEnded ended: Conclude(ended); break;
            case RunSupervisorMessage.IngestGone gone: GiveUp(gone.Run, gone.Cause); break;
            case RunSupervisorMessage.DescriptorsGone gone: GiveUp(gone.Run, gone.Cause); break;
            default: Unhandled(message); break;
        }
    }

    private void Start(RunSetup setup)
    {
        var counters = new RunCounters(Context.System.Time);
        listeners.Tell(new RunNews.RunStarted(setup, counters));
        CheckpointClock? checkpoints = setup.Checkpoint is { } plan ? new CheckpointClock(plan.Every, Context.System.Time) : null;
        ActorRef<CheckpointMessage>? writer = checkpoints is null ? null
            : Context.Spawn(() => new CheckpointActor(setup, setup.Checkpoint!, checkpoints, listeners, Self), $"{setup.Name}-checkpoints");
        ActorRef<DescriptorMessage> descriptors = Context.Spawn(() => new DescriptorActor(setup, DriftUse.Of(setup), listeners, writer, Self), $"{setup.Name}-descriptors");
        ActorRef<IngestMessage> ingest = Context.Spawn(() => new IngestActor(setup, counters, descriptors, checkpoints, listeners, finish.TokenOf(setup.Name)), $"{setup.Name}-ingest");
        if (writer is not null) Context.WatchWith(writer, gone => new RunSupervisorMessage.DescriptorsGone(setup.Name, gone.Cause));
        Context.WatchWith(descriptors, gone => new RunSupervisorMessage.DescriptorsGone(setup.Name, gone.Cause));
        Context.WatchWith(ingest, gone => new RunSupervisorMessage.IngestGone(setup.Name, gone.Cause));
        _watched[setup.Name] = new Watched(ingest, descriptors, writer);
    }

    // The run's last snapshot was told to the listeners before this came, so their mailboxes hold them in this order.
    private void Conclude(RunSupervisorMessage.RunEnded ended)
    {
        listeners.Tell(new RunNews.RunEnded(ended.Run, ended.Reason));
        if (_watched.Remove(ended.Run, out Watched? watched)) Context.Stop(watched.Ingest);
    }

    private void GiveUp(string run, Exception? cause)
    {
        if (!_watched.Remove(run, out Watched? watched)) return; // it ended before
        listeners.Tell(new RunNews.RunFailed(run, cause?.Message ?? "stopped"));
        Context.Stop(watched.Ingest);
    }

    private void Forget(string run)
    {
        if (_watched.Remove(run, out Watched? watched))
        {
            Context.Stop(watched.Ingest);
            Context.Stop(watched.Descriptors);
            if (watched.Writer is not null) Context.Stop(watched.Writer);
        }
        listeners.Tell(new RunNews.RunForgotten(run));
    }

    private sealed record Watched(ActorRef<IngestMessage> Ingest, ActorRef<DescriptorMessage> Descriptors, ActorRef<CheckpointMessage>? Writer);
}
