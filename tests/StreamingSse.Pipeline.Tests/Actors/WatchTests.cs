using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class WatchTests : IDisposable
{
    private readonly ActorTestKit _kit = new();
    private readonly List<string> _diary = [];

    public void Dispose() => _kit.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_watches_is_told_once_whether_the_end_comes_after_or_before(bool watchedBefore)
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        if (watchedBefore) probe.Watch(worker);
        _kit.System.Stop(worker);
        _kit.Settle();
        if (!watchedBefore) probe.Watch(worker);
        Assert.Null(probe.ExpectTerminated(worker).Cause);
        probe.ExpectNoMsg();
    }

    [Fact]
    public void The_end_comes_after_what_the_actor_said_last()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        probe.Watch(worker);
        worker.Tell(new Do(w =>
        {
            w.InContext.Stop(w.InContext.Self);
            probe.Ref.Tell("my last word");
        }));
        probe.ExpectMsg("my last word");
        probe.ExpectTerminated(worker);
    }

    [Fact]
    public void A_restart_is_no_end()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        probe.Watch(worker);
        worker.Tell(new Throw(new InvalidOperationException("bug")));
        probe.ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_family_of_its_own_is_told_in_its_own_words()
    {
        ActorRef<WorkerMessage> watcher = Spawn("watcher"), watched = Spawn("watched");
        watcher.Tell(new Do(w => w.InContext.WatchWith(watched, gone => new Add(gone.Actor.Name.Length))));
        _kit.Settle();
        _kit.System.Stop(watched);
        TestProbe probe = _kit.CreateProbe();
        _kit.Settle();
        probe.Send(watcher, new GetSum());
        probe.ExpectMsg("watched".Length);
    }

    [Fact]
    public void An_actor_that_takes_no_Terminated_dies_with_the_one_it_watches()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> watcher = Spawn("watcher"), watched = Spawn("watched");
        probe.Watch(watcher);
        watcher.Tell(new Do(w => w.InContext.Watch(watched)));
        _kit.Settle();
        _kit.System.Stop(watched);
        Assert.IsType<DeathPactException>(probe.ExpectTerminated(watcher).Cause);
    }

    [Fact]
    public void Whoever_watches_no_more_is_not_told_even_of_an_end_that_waits_in_its_mailbox()
    {
        ActorRef<WorkerMessage> watcher = Spawn("watcher"), watched = Spawn("watched");
        watcher.Tell(new Do(w => w.InContext.WatchWith(watched, _ => new Add(1))));
        _kit.Settle();
        watcher.Tell(new Do(w =>
        {
            for (int i = 0; i < 3; i++) w.InContext.Self.Tell(new Do(x => x.InContext.Unwatch(watched))); // ahead of the end in the mailbox
            w.InContext.Stop(watched);
        }));
        _kit.Settle();
        TestProbe probe = _kit.CreateProbe();
        probe.Send(watcher, new GetSum());
        probe.ExpectMsg(0);
    }

    private ActorRef<WorkerMessage> Spawn(string name) => _kit.System.Spawn(() => new Worker(_diary), name);
}
