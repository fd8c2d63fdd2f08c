using StreamingSse.Cluster.Broker;
using StreamingSse.Pipeline;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Cluster.Nodes;

/// <summary>One process of a cluster, in its roles, from its first session with the broker to its orderly end.</summary>
/// <remarks>
/// broker → orders → <see cref="WorkerActor"/> → pipeline → <see cref="BrokerLink"/> → broker → <see cref="BrokerLink"/> → aggregator → models → views.
/// The broker may be away for any time: what is watched is watched on, and the newest state of each run waits.
/// </remarks>
public sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ClusterConfig _config;
    private readonly NodeRoles _roles;
    private readonly Action<string> _tell;
    private readonly BrokerNames _names;
    private readonly BrokerLink _link;
    private readonly ActorSystem _system;
    private readonly ActorRef<WorkerMessage>? _worker;
    private readonly TaskCompletionSource _askedToDrain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _intake = new();
    private volatile bool _isTrainer;

    /// <param name="understand">Finds out what the files of an order are, and how they are read; a BadInputException says why it cannot be told yet.</param>
    /// <param name="fleet">Makes the table that the states are folded into; not called for a node that is a worker alone.</param>
    /// <param name="tell">Is told what a person should read once.</param>
    public ClusterNode(
        SseConfig config, NodeRoles roles, Func<RunOrder, RunSetup> understand, Func<IRunLink, FleetSetup> fleet, Action<string> tell, TimeProvider clock)
    {
        (_config, _roles, _tell, _names) = (config.Cluster, roles, tell, new BrokerNames(config.Cluster.Broker.Prefix));
        _system = new ActorSystem("node", clock, Math.Max(config.Mailbox.Capacity, 256 * _config.Capacity));
        _link = new BrokerLink(_names, state => _worker?.Tell(new WorkerMessage.LastStateConfirmed(state.Run)), Note);
        Pipeline = Topology.Start(
            [], config, clock, link: Is(NodeRoles.Worker) ? _link : null, fleet: Folds ? fleet(_link) : null,
            roomFor: Is(NodeRoles.Worker) ? _config.Capacity : 0, hear: news => _worker?.Tell(new WorkerMessage.Heard(news)));
        Pipeline.Fleet?.Elect(false);
        if (Is(NodeRoles.Worker)) _worker = _system.Spawn(() => new WorkerActor(_config, understand, Pipeline.Watch, Pipeline.Forget, tell), "worker");
    }

    /// <summary>The runs that are watched here, and the table.</summary>
    public WatchPipeline Pipeline { get; }

    private bool Folds => Is(NodeRoles.Aggregator) || Is(NodeRoles.Dashboard);

    /// <summary>Lives until asked to end, by <paramref name="stop"/> or through the broker; then gives its runs back first.</summary>
    /// <exception cref="Formats.BadInputException">The broker refuses this node.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = new CancellationTokenSource();
        Task life = new BrokerNode(_config, _tell, [.. Parts()]).RunAsync(end.Token);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(() => asked.TrySetResult())) await Task.WhenAny(life, asked.Task, _askedToDrain.Task);
        if (!life.IsCompleted && _worker is not null) await DrainAsync(_worker);
        await end.CancelAsync();
        await life;
    }

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        await _system.DisposeAsync();
        _intake.Dispose();
    }

    private IEnumerable<Func<BrokerSession, Task>> Parts()
    {
        yield return session => ControlDesk.ServeAsync(session, _names, _config.Node, AnswerAsync, Obey, Note);
        if (_worker is { } worker)
        {
            yield return _link.SendDuringAsync;
            yield return session => WorkDuringAsync(session, worker);
        }
        if (Folds) yield return _link.ReceiveDuringAsync;
        if (Is(NodeRoles.Aggregator)) yield return session => TrainerElection.TakePartAsync(session, _names, Elect);
    }

    private async Task WorkDuringAsync(BrokerSession session, ActorRef<WorkerMessage> worker)
    {
        RunQueue queue = await RunQueue.OpenAsync(session, _names);
        worker.Tell(new WorkerMessage.SessionBegan(queue));
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(session.Over, _intake.Token);
            await foreach (Delivery order in queue.TakeAsync(_config.Capacity, either.Token)) worker.Tell(new WorkerMessage.Offered(queue, order));
        }
        catch (OperationCanceledException) when (_intake.IsCancellationRequested)
        {
            await session.Lost; // what is held is given back through it
        }
        finally
        {
            worker.Tell(new WorkerMessage.SessionLost());
        }
    }

    private async Task DrainAsync(ActorRef<WorkerMessage> worker)
    {
        await _intake.CancelAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.Tell(new WorkerMessage.Drain(done));
        if (await Task.WhenAny(done.Task, Task.Delay(Patience, _system.Time)) != done.Task) _tell("not every run could be given back in time: the broker gives them to others by itself");
    }

    private async Task<NodeReport> AnswerAsync(NodeCall call)
    {
        WorkerReport work = _worker is null ? new WorkerReport(false, [], []) : await _worker.Ask<WorkerReport>(new WorkerMessage.Report(), Patience);
        bool isDraining = work.IsDraining || call.Kind == NodeCallKind.Drain;
        return new NodeReport(
            _config.Node, [.. Enum.GetValues<NodeRoles>().Where(role => role != NodeRoles.None && Is(role)).Select(role => role.ToString().ToLowerInvariant())],
            _worker is null ? 0 : _config.Capacity, isDraining, _isTrainer, Pipeline.Fleet?.Board.Latest.Rows.Count ?? 0, work.Held, work.Refused);
    }

    private void Obey(NodeCall call)
    {
        if (call.Kind == NodeCallKind.Drain) _askedToDrain.TrySetResult();
    }

    private void Elect(bool isTrainer)
    {
        _isTrainer = isTrainer;
        Pipeline.Fleet?.Elect(isTrainer);
        _tell(isTrainer ? "elected: this aggregator trains the models" : "no longer elected");
    }

    private void Note(string text)
    {
        if (Pipeline?.Fleet is { } fleet) fleet.Note(text);
        else _tell(text);
    }

    private bool Is(NodeRoles role) => _roles.HasFlag(role);
}
