using RabbitMQ.Client;
using StreamingSse.Cluster.Broker;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Table;

namespace StreamingSse.Cluster.Tests.Broker;

/// <summary>What the nodes rest on, over a real broker.</summary>
public sealed class BrokerTests(RabbitBroker broker) : IClassFixture<RabbitBroker>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _end = new(Patience);

    public void Dispose() => _end.Dispose();

    [RabbitFact]
    public async Task An_order_is_held_by_one_worker_and_goes_to_another_when_its_session_is_lost()
    {
        BrokerConfig config = await Begin("orders");
        RunOrder order = Order("/runs/a");
        BrokerSession first = await OpenAsync(config);
        await using BrokerSession second = await OpenAsync(config);
        RunQueue ofFirst = await RunQueue.OpenAsync(first, Names(config)), ofSecond = await RunQueue.OpenAsync(second, Names(config));
        await ofFirst.SubmitAsync(order, _end.Token);

        Delivery taken = await First(ofFirst.TakeAsync(1, _end.Token));
        Assert.Equal(order.Run, ClusterCodec.DecodeOrder(taken.Body, "test").Run);
        Task<Delivery> next = First(ofSecond.TakeAsync(1, _end.Token));
        Assert.False(next.IsCompleted);
        await first.DisposeAsync();
        Delivery again = await next;
        Assert.Equal(order.Run, ClusterCodec.DecodeOrder(again.Body, "test").Run);
        Assert.Equal(1, again.LostCount);
    }

    [RabbitFact]
    public async Task A_refused_order_comes_back_after_the_pause_with_its_refusals()
    {
        BrokerConfig config = await Begin("refused");
        await using BrokerSession session = await OpenAsync(config);
        RunQueue queue = await RunQueue.OpenAsync(session, Names(config));
        await queue.SubmitAsync(Order("/runs/b"), _end.Token);
        await using IAsyncEnumerator<Delivery> orders = queue.TakeAsync(1, _end.Token).GetAsyncEnumerator(_end.Token);
        Assert.True(await orders.MoveNextAsync());
        await queue.RefuseAsync(Order("/runs/b").RefusedBy("n1", "no such folder"), orders.Current.Tag, TimeSpan.FromMilliseconds(50));
        Assert.True(await orders.MoveNextAsync());
        RunOrder back = ClusterCodec.DecodeOrder(orders.Current.Body, "test");
        Assert.True(back.IsRefusedBy("n1"));
        Assert.False(back.IsRefusedBy("n2"));
    }

    [RabbitFact]
    public async Task States_wait_while_the_broker_is_away_and_a_reader_goes_on_where_it_was_when_it_is_back()
    {
        BrokerConfig config = await Begin("states");
        List<string> confirmed = [], notes = [], told = [];
        var link = new BrokerLink(Names(config), state => confirmed.Add(state.Run), notes.Add);
        await Assert.ThrowsAsync<IOException>(() => link.PublishAsync(States.Of("/runs/a", 1), default).AsTask());

        var node = new BrokerNode(Node(config), told.Add, link.SendDuringAsync, link.ReceiveDuringAsync, session => Foreign(session, Names(config)));
        Task life = node.RunAsync(_end.Token);
        await using IAsyncEnumerator<RunState> read = link.ReadAsync(_end.Token).GetAsyncEnumerator(_end.Token);
        await PublishWhenThere(link, States.Of("/runs/a", 5));
        Assert.Equal(("/runs/a", 5L), await Next(read));
        await broker.RestartAsync();
        await PublishWhenThere(link, States.Of("/runs/a", 9, isFinal: true));
        Assert.Equal(("/runs/a", 9L), await Next(read)); // and not the first one again
        Assert.Equal("/runs/a", Assert.Single(confirmed));
        Assert.Equal(link.ForeignCount, notes.Count(note => note.Contains("set aside")));
        Assert.InRange(link.ForeignCount, 1, 4);
        Assert.Contains(told, line => line.StartsWith("the broker is away", StringComparison.Ordinal));
        await _end.CancelAsync();
        await life;
    }

    [RabbitFact]
    public async Task A_worker_of_version_1_is_understood_by_this_aggregator_and_one_of_a_newer_version_is_set_aside_and_counted()
    {
        BrokerConfig config = await Begin("versions");
        byte[] first = await File.ReadAllBytesAsync(TestFiles.PathOf("wire", "run-state-v1.msgpack")), newer = [.. first];
        newer[5] = 2; // the version
        List<string> notes = [];
        var link = new BrokerLink(Names(config), _ => { }, notes.Add);
        Task life = new BrokerNode(Node(config), _ => { }, link.ReceiveDuringAsync, async session =>
        {
            Confirmed worker = await Confirmed.OpenAsync(session);
            await worker.SendAsync(Names(config).Results, new BasicProperties(), newer, session.Over);
            await worker.SendAsync(Names(config).Results, new BasicProperties(), first, session.Over);
            await session.Lost;
        }).RunAsync(_end.Token);
        await using IAsyncEnumerator<RunState> read = link.ReadAsync(_end.Token).GetAsyncEnumerator(_end.Token);
        Assert.Equal(("/scratch/Li₆PS₅Cl/600 K", 5_000_000_000), await Next(read));
        Assert.Equal(1, link.ForeignCount);
        Assert.Contains("expected version 1", Assert.Single(notes));

        var table = new RunTable([]);
        Assert.True(table.Fold(read.Current));
        FleetRow row = Assert.Single(table.Rows);
        Assert.Equal(("600 K", "Li6PS5Cl", 600.5, "converged", true, "cubic"), (row.Name, row.Label.Material, row.Label.TemperatureK, row.Diffusion.State, row.Progress.IsFinal, row.CrystalSystem));
        Assert.Equal(new Interval(0.125, 0.1, 0.15), row.Diffusion.D);
        await _end.CancelAsync();
        await life;
    }

    [RabbitFact]
    public async Task One_aggregator_trains_and_the_other_when_the_first_is_gone()
    {
        BrokerConfig config = await Begin("trainer");
        BrokerSession first = await OpenAsync(config);
        await using BrokerSession second = await OpenAsync(config);
        TaskCompletionSource firstElected = new(), firstGone = new(), secondElected = new();
        Task one = TrainerElection.TakePartAsync(first, Names(config), isIt => (isIt ? firstElected : firstGone).SetResult());
        await firstElected.Task.WaitAsync(Patience);
        Task two = TrainerElection.TakePartAsync(second, Names(config), _ => secondElected.SetResult());
        Assert.False(secondElected.Task.IsCompleted);
        await first.DisposeAsync();
        await secondElected.Task.WaitAsync(Patience);
        await firstGone.Task.WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(two.IsCompleted);
    }

    [RabbitFact]
    public async Task Every_node_answers_a_call_and_a_named_one_alone()
    {
        BrokerConfig config = await Begin("control");
        await using BrokerSession session = await OpenAsync(config);
        var drained = new List<string>();
        foreach (string node in new[] { "n2", "n1" })
            _ = ControlDesk.ServeAsync(session, Names(config), node, call => Answer(node), call => drained.Add($"{node} {call.Kind}"), _ => { });
        IReadOnlyList<NodeReport> all;
        do all = await ControlDesk.AskAsync(session, Names(config), new NodeCall(NodeCallKind.Report, ""), TimeSpan.FromMilliseconds(300), TimeProvider.System);
        while (all.Count < 2);
        Assert.Equal(["n1", "n2"], all.Select(report => report.Node));
        Assert.All(drained, call => Assert.EndsWith(" Report", call));
        NodeReport only = Assert.Single(await ControlDesk.AskAsync(session, Names(config), new NodeCall(NodeCallKind.Drain, "n2"), Patience, TimeProvider.System));
        Assert.Equal("n2", only.Node);
        while (!drained.Contains("n2 Drain")) await Task.Yield();
        Assert.DoesNotContain("n1 Drain", drained);
    }

    [RabbitFact]
    public async Task A_broker_that_refuses_the_user_is_not_tried_again()
    {
        await broker.StartAsync();
        BrokerConfig config = broker.Config("wrong", password: "wrong");
        var refused = await Assert.ThrowsAsync<BadInputException>(() => First(new BrokerSessions(config, "n1", _ => { }).ReadAllAsync(_end.Token)));
        Assert.StartsWith("127.0.0.1:", refused.Message);
        Assert.Contains("expected a broker that takes user guest, got ", refused.Message);
    }

    private static Task<NodeReport> Answer(string node) => Task.FromResult(new NodeReport(node, ["worker"], 4, false, false, 0, [], []));

    // A message of another program and a huge one, in each session.
    private static async Task Foreign(BrokerSession session, BrokerNames names)
    {
        Confirmed to = await Confirmed.OpenAsync(session);
        await to.SendAsync(names.Snapshots, new BasicProperties(), "hello"u8.ToArray(), session.Over);
        await to.SendAsync(names.Results, new BasicProperties(), new byte[8 << 20], session.Over);
        await session.Lost;
    }

    private async Task PublishWhenThere(BrokerLink link, RunState state)
    {
        while (true)
        {
            try
            {
                await link.PublishAsync(state, _end.Token);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(10, _end.Token);
            }
        }
    }

    private static async Task<(string, long)> Next(IAsyncEnumerator<RunState> read)
    {
        Assert.True(await read.MoveNextAsync());
        return (read.Current.Run, read.Current.Stamp.FrameCount);
    }

    private static ClusterConfig Node(BrokerConfig broker) => new("n1", [], 4, 20, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), broker);

    private static RunOrder Order(string run) => new(run, run, [run], ["--specie", "Li"], [], default);

    private static BrokerNames Names(BrokerConfig config) => new(config.Prefix);

    private async Task<BrokerConfig> Begin(string prefix)
    {
        await broker.StartAsync();
        return broker.Config(prefix);
    }

    private Task<BrokerSession> OpenAsync(BrokerConfig config) => First(new BrokerSessions(config, "test", _ => { }).ReadAllAsync(_end.Token));

    // The first of a sequence, which goes on living: its owner disposes it.
    private static async Task<T> First<T>(IAsyncEnumerable<T> source)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator();
        return await items.MoveNextAsync() ? items.Current : throw new InvalidOperationException("nothing came");
    }
}
