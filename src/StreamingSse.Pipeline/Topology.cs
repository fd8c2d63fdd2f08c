using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Health;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline;

/// <summary>
/// Builds everything that runs, in the order of the way of the data:
/// source → Frame → unwrap, velocities, drift → broadcast → accumulators → RunSnapshot → dashboard · link → aggregator → models → views.
/// </summary>
public static class Topology
{
    /// <summary>Starts watching; the dashboard shows the latest of every run until the pipeline is disposed.</summary>
    /// <param name="stop">When and how engines are stopped; null for never.</param>
    /// <param name="roomFor">Runs that may be watched at once where more are added later, each with its own wish to be stopped; 0 where none are.</param>
    /// <param name="hear">Is told all news of runs as well, on an actor's turn: it must return at once.</param>
    /// <param name="link">Carries the newest state of each run to others; null where nobody else listens.</param>
    /// <param name="fleet">Folds the states of many runs into one table; null where each run stands alone.</param>
    public static WatchPipeline Start(
        IReadOnlyList<RunSetup> setups, SseConfig config, TimeProvider? clock = null, StopPlan? stop = null, IRunLink? link = null, FleetSetup? fleet = null,
        int roomFor = 0, Action<RunNews>? hear = null)
    {
        int newsCapacity = Math.Max(config.Mailbox.Capacity, 64 * Math.Max(setups.Count, roomFor));
        var system = new ActorSystem("sse", clock, config.Mailbox.Capacity);
        SupervisionConfig supervision = config.Supervision;
        var restarts = new OneForOneStrategy(supervision.RestartLimit, supervision.RestartWindow, supervision.RestartMin, supervision.RestartMax);

        var board = new Dashboard();
        board.Expect(setups.Count, lastWords: stop is null ? 1 : 2); // of health and stop
        ActorRef<RunNews> dashboard = system.Spawn(() => new DashboardActor(board), "dashboard", mailboxCapacity: newsCapacity);

        // Stops the engines of runs that have converged, where that was asked for.
        var finish = new RunFinish();
        ActorRef<RunNews>[] stopper = stop is null && roomFor == 0 ? []
            : [system.Spawn(() => new StopActor(stop, finish, dashboard), "stop", mailboxCapacity: newsCapacity)];

        // Raises alarms.
        ActorRef<RunNews> health = system.Spawn(() => new HealthActor(config.Health, dashboard), "health", mailboxCapacity: newsCapacity);

        // Carries the runs' newest states to others, where somebody else listens.
        ActorRef<RunNews>[] publisher = link is null ? []
            : [system.Spawn(() => new PublishActor(link, StateStamp.NewSession(system.Time), supervision.RestartMin), "publisher", mailboxCapacity: newsCapacity)];

        // The publisher first: when the dashboard says that all is over, the link has it already.
        var listeners = new RunListeners([.. publisher, dashboard, health, .. stopper], hear);

        // Per run: <name>-ingest owns source → preparation → broadcast → branches (RunStream.Graph, BranchStages),
        //          <name>-descriptors joins the branches' readings into snapshots, <name>-checkpoints writes their states.
        ActorRef<RunSupervisorMessage> runs = system.Spawn(() => new RunSupervisor(listeners, restarts, finish), "runs", mailboxCapacity: newsCapacity);
        foreach (RunSetup setup in setups) runs.Tell(new RunSupervisorMessage.Start(setup));

        // What the links bring from here and elsewhere is folded into one table, which models are trained on.
        FleetActors? folded = fleet is null ? null : FleetActors.Spawn(system, fleet, config);

        return new WatchPipeline(system, finish, board, runs, publisher.FirstOrDefault(), folded);
    }
}

/// <summary>A running pipeline: what it shows, and how it is ended.</summary>
public sealed class WatchPipeline(
    ActorSystem system, RunFinish finish, Dashboard board, ActorRef<RunSupervisorMessage> runs, ActorRef<RunNews>? publisher, FleetActors? fleet) : IAsyncDisposable
{
    public Dashboard Board => board;

    /// <summary>The table of many runs; null where each run stands alone.</summary>
    public FleetActors? Fleet => fleet;

    /// <summary>Watches one more run; its name must be new.</summary>
    public void Watch(RunSetup setup) => runs.Tell(new RunSupervisorMessage.Start(setup));

    /// <summary>Watches a run no longer, if it still is, and keeps nothing of it.</summary>
    public void Forget(string run) => runs.Tell(new RunSupervisorMessage.Forget(run));

    /// <summary>Messages that nobody handled.</summary>
    public DeadLetters DeadLetters => system.DeadLetters;

    /// <summary>Every run reads what its files hold by now to the end, and ends.</summary>
    public void Finish() => finish.FinishAll();

    /// <summary>Ends when everything that was told of runs so far is safe with the link; false where it is away for longer than that.</summary>
    public async Task<bool> DrainAsync(TimeSpan within)
    {
        if (publisher is null) return true;
        var drain = new PublishActor.Drain(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        publisher.Tell(drain);
        return await Task.WhenAny(drain.Done.Task, Task.Delay(within)) == drain.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        finish.Dispose();
    }
}
