using StreamingSse.Cluster.Broker;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.TestKit;

namespace StreamingSse.Cluster.Tests.Broker;

/// <summary>How a worker holds runs, over a real broker and in virtual time.</summary>
public sealed class WorkerTests(RabbitBroker broker) : IClassFixture<RabbitBroker>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _end = new(Patience);
    private readonly List<string> _watched = [], _forgotten = [];
    private readonly List<string> _folders = [];

    public void Dispose()
    {
        foreach (string folder in _folders) Directory.Delete(folder, recursive: true);
        _end.Dispose();
    }

    [RabbitFact]
    public async Task A_run_is_watched_and_settled_when_its_last_state_is_safe()
    {
        await using Place place = await BeginAsync("settle");
        string run = Folder();
        await place.SubmitAsync(run);
        await place.OfferAsync();
        await Until(() => _watched.Count == 1);
        place.Worker.Tell(new WorkerMessage.LastStateConfirmed(run));
        await Until(() => _forgotten.Count == 1);
        Assert.Equal(0u, await place.LeftAsync());
    }

    [RabbitFact]
    public async Task After_a_lost_session_a_run_that_is_offered_again_is_adopted_and_one_that_is_not_is_left()
    {
        await using Place place = await BeginAsync("adopt");
        string kept = Folder(), lost = Folder();
        await place.SubmitAsync(kept);
        await place.SubmitAsync(lost);
        await place.OfferAsync();
        await place.OfferAsync();
        await Until(() => _watched.Count == 2);
        await place.LoseAsync();
        await using (BrokerSession other = await OpenAsync(place.Config.Broker)) // somebody else is quicker with one of them
        {
            RunQueue queue = await RunQueue.OpenAsync(other, new BrokerNames(place.Config.Broker.Prefix));
            List<Delivery> taken = [];
            await foreach (Delivery delivery in queue.TakeAsync(2, _end.Token))
            {
                taken.Add(delivery);
                if (taken.Count == 2) break;
            }
            await queue.SettleAsync(taken.Single(one => ClusterCodec.DecodeOrder(one.Body, "test").Run == lost).Tag);
        }
        await place.ResumeAsync();
        await place.OfferAsync();
        Assert.Equal(2, (await Report(place)).Held.Count);
        place.Clock.Advance(place.Config.AdoptWithin);
        await Until(() => _forgotten.Count == 1);
        Assert.Equal(kept, Assert.Single((await Report(place)).Held).Run);
        Assert.Equal(2, _watched.Count); // the adopted one was read on, not begun again
    }

    [RabbitFact]
    public async Task What_this_node_does_not_see_is_handed_back_and_not_tried_here_again()
    {
        await using Place place = await BeginAsync("unseen");
        await place.SubmitAsync("/nowhere/run");
        await place.OfferAsync();
        RunOrder back = ClusterCodec.DecodeOrder((await place.OfferAsync()).Body, "test");
        Assert.Contains("/nowhere/run: expected a file or folder that this node sees", Assert.Single(back.Refusals).Reason);
        Assert.Single(ClusterCodec.DecodeOrder((await place.OfferAsync()).Body, "test").Refusals); // handed back again, without another look
        Assert.Empty(_watched);
        Assert.Equal("/nowhere/run", Assert.Single((await Report(place)).Refused).Run);
    }

    [RabbitFact]
    public async Task A_run_whose_reader_fails_and_a_message_that_is_no_order_are_set_aside_with_the_reason()
    {
        await using Place place = await BeginAsync("aside");
        string run = Folder();
        await place.SubmitAsync(run);
        await place.OfferAsync();
        await Until(() => _watched.Count == 1);
        place.Worker.Tell(new WorkerMessage.Heard(new RunNews.RunFailed(_watched[0], "dump line 7: expected 5 columns, got 4")));
        await place.SendAsync("hello"u8.ToArray());
        await place.OfferAsync();
        await using ClusterDesk desk = await ClusterDesk.OpenAsync(place.Config, TimeProvider.System, _end.Token);
        IReadOnlyList<AsideRun> aside;
        do aside = await desk.AsideAsync();
        while (aside.Count < 2);
        Assert.Contains(aside, one => one.Order.Run == run && one.Reason == "dump line 7: expected 5 columns, got 4");
        Assert.Contains(aside, one => one.Order.Run.Length == 0 && one.Reason.StartsWith("run queue: expected ", StringComparison.Ordinal));
        Assert.Equal(0u, await place.LeftAsync());
    }

    [RabbitFact]
    public async Task A_run_that_workers_were_lost_with_too_often_is_set_aside()
    {
        await using Place place = await BeginAsync("poison", attempts: 3);
        string run = Folder();
        await place.SubmitAsync(run);
        for (int time = 0; time < 3; time++) // as workers that crash with it in their hands
        {
            await using BrokerSession dying = await OpenAsync(place.Config.Broker);
            RunQueue queue = await RunQueue.OpenAsync(dying, new BrokerNames(place.Config.Broker.Prefix));
            await foreach (Delivery _ in queue.TakeAsync(1, _end.Token)) break;
        }
        await place.OfferAsync();
        await using ClusterDesk desk = await ClusterDesk.OpenAsync(place.Config, TimeProvider.System, _end.Token);
        IReadOnlyList<AsideRun> aside;
        do aside = await desk.AsideAsync();
        while (aside.Count == 0);
        Assert.Equal((run, "3 workers were lost while they held it"), (aside[0].Order.Run, aside[0].Reason));
        Assert.Empty(_watched);
    }

    [RabbitFact]
    public async Task Draining_gives_every_run_back_as_good_as_new()
    {
        await using Place place = await BeginAsync("drain");
        await place.SubmitAsync(Folder());
        await place.OfferAsync();
        await Until(() => _watched.Count == 1);
        await place.StopOffersAsync();
        var done = new TaskCompletionSource();
        place.Worker.Tell(new WorkerMessage.Drain(done));
        await done.Task.WaitAsync(Patience);
        Assert.Equal(_watched, _forgotten);
        await place.LoseAsync();
        await place.ResumeAsync();
        Assert.Equal(0, (await place.OfferAsync()).LostCount);
    }

    private string Folder()
    {
        string folder = Directory.CreateTempSubdirectory("sse-worker-").FullName;
        _folders.Add(folder);
        return folder;
    }

    private static Task<WorkerReport> Report(Place place) => place.Worker.Ask<WorkerReport>(new WorkerMessage.Report(), Patience);

    private async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(5, _end.Token);
    }

    private async Task<BrokerSession> OpenAsync(BrokerConfig config) => await new BrokerSessions(config, "test", _ => { }).OpenAsync(_end.Token);

    private async Task<Place> BeginAsync(string prefix, int attempts = 20)
    {
        await broker.StartAsync();
        var config = new ClusterConfig("n1", [], 4, attempts, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), broker.Config(prefix));
        var clock = new TestScheduler();
        var system = new ActorSystem("test", clock);
        ActorRef<WorkerMessage> worker = system.Spawn(() => new WorkerActor(config, Understand, setup => _watched.Add(setup.Name), _forgotten.Add, _ => { }), "worker");
        var place = new Place(config, clock, system, worker, () => OpenAsync(config.Broker));
        await place.ResumeAsync();
        return place;
    }

    // What is in the folders does not matter here: nobody reads it.
    private static RunSetup Understand(RunOrder order)
    {
        RunPlan plan = RunDiscovery.Find(TestFiles.PathOf("vasp", "fixed_cell.XDATCAR"), new RunOptions { FrameFs = 10 }) with { Path = order.Run };
        return new RunSetup(
            "run", plan, new FollowOptions(), new AnalysisOptions(new MobileSpecies(plan.MobileSpecies, [], "")), UnwrapMode.Displacements, 1, 64 << 20, 8, SnapshotPace.OnlyAtTheEnd);
    }

    /// <summary>A worker and the session that feeds it, one order at a time.</summary>
    private sealed class Place(ClusterConfig config, TestScheduler clock, ActorSystem system, ActorRef<WorkerMessage> worker, Func<Task<BrokerSession>> open) : IAsyncDisposable
    {
        private BrokerSession _session = null!;
        private RunQueue _queue = null!;
        private IAsyncEnumerator<Delivery> _orders = null!;

        public ClusterConfig Config => config;

        public TestScheduler Clock => clock;

        public ActorRef<WorkerMessage> Worker => worker;

        public async Task ResumeAsync()
        {
            _session = await open();
            _queue = await RunQueue.OpenAsync(_session, new BrokerNames(config.Broker.Prefix));
            worker.Tell(new WorkerMessage.SessionBegan(_queue));
            _orders = _queue.TakeAsync(config.Capacity, _session.Over).GetAsyncEnumerator();
        }

        public async Task StopOffersAsync() => await _orders.DisposeAsync();

        public async Task LoseAsync()
        {
            await _session.DisposeAsync();
            worker.Tell(new WorkerMessage.SessionLost());
        }

        public Task SubmitAsync(string run) => _queue.SubmitAsync(new RunOrder(run, "name", [run], [], [], default), default);

        public async Task SendAsync(byte[] message) =>
            await (await Confirmed.OpenAsync(_session)).SendAsync(new BrokerNames(config.Broker.Prefix).Runs, new RabbitMQ.Client.BasicProperties(), message, default);

        public async Task<Delivery> OfferAsync()
        {
            Assert.True(await _orders.MoveNextAsync().AsTask().WaitAsync(Patience));
            worker.Tell(new WorkerMessage.Offered(_queue, _orders.Current));
            return _orders.Current;
        }

        /// <summary>Orders that are neither held nor settled once this worker is gone.</summary>
        public async Task<uint> LeftAsync()
        {
            await _session.DisposeAsync();
            await using BrokerSession other = await open();
            return await (await other.OpenChannelAsync()).MessageCountAsync(new BrokerNames(config.Broker.Prefix).Runs);
        }

        public async ValueTask DisposeAsync()
        {
            await system.DisposeAsync();
            await _session.DisposeAsync();
        }
    }
}
