using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class ActorTests : IDisposable
{
    private readonly ActorTestKit _kit = new();
    private readonly List<string> _diary = [];

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void Messages_are_taken_in_order()
    {
        var seen = new List<int>();
        ActorRef<WorkerMessage> worker = Spawn("w");
        for (int i = 0; i < 200; i++)
        {
            int number = i;
            worker.Tell(new Do(_ => seen.Add(number)));
        }
        _kit.Settle();
        Assert.Equal(Enumerable.Range(0, 200), seen);
    }

    [Fact]
    public void Paths_name_the_place_in_the_tree()
    {
        ActorRef<WorkerMessage> worker = Spawn("runs");
        ActorRef? child = null, unnamed = null;
        worker.Tell(new Do(w => child = w.SpawnChild("run-7")));
        worker.Tell(new Do(w => unnamed = w.InContext.Spawn(() => new Worker(_diary))));
        _kit.Settle();
        Assert.Equal(("/user/runs/run-7", "/user/runs/$1"), (child!.Path, unnamed!.Path));
        Assert.Equal("run-7", child.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("$1")]
    public void A_name_that_would_be_no_place_is_refused(string name) => Assert.Throws<ArgumentException>(() => Spawn(name));

    [Fact]
    public void A_name_is_free_again_only_when_its_actor_is_gone()
    {
        ActorRef<WorkerMessage> worker = Spawn("w");
        Assert.Throws<InvalidOperationException>(() => Spawn("w"));
        _kit.System.Stop(worker);
        _kit.Settle();
        Spawn("w");
    }

    [Fact]
    public void A_stop_ends_children_first_and_calls_the_hooks_in_order()
    {
        ActorRef<WorkerMessage> parent = Spawn("parent");
        parent.Tell(new Do(w => w.SpawnChild("child")));
        _kit.Settle();
        _kit.System.Stop(parent);
        _kit.Settle();
        Assert.Equal(["parent: new", "parent: PreStart", "child: new", "child: PreStart", "child: PostStop", "parent: PostStop"], _diary);
    }

    [Fact]
    public void An_actor_that_stops_itself_finishes_its_message_and_takes_no_other()
    {
        ActorRef<WorkerMessage> worker = Spawn("w");
        worker.Tell(new Do(w =>
        {
            w.InContext.Stop(w.InContext.Self);
            w.Write("still here");
        }));
        worker.Tell(new Do(w => w.Write("never")));
        _kit.Settle();
        Assert.Equal(["w: new", "w: PreStart", "w: still here", "w: PostStop"], _diary);
        Assert.Equal(1, _kit.System.DeadLetters.CountOf(DeadLetterReason.Stopped));
    }

    [Fact]
    public void An_actor_is_created_by_Spawn_only_and_anew_each_time()
    {
        Assert.Throws<InvalidOperationException>(() => new Worker(_diary));

        Worker? mine = null;
        ActorRef<WorkerMessage> first = _kit.System.Spawn(() => mine = new Worker(_diary), "first");
        _kit.Settle();
        TestProbe probe = _kit.CreateProbe();
        probe.Watch(_kit.System.Spawn(() => mine!, "second"));
        Assert.IsType<ActorInitializationException>(probe.ExpectMsg<Terminated>().Cause);
        Assert.Equal(1, _diary.Count(line => line == "first: PreStart"));
        Assert.Equal("/user/first", first.Path);
    }

    [Fact]
    public void Context_belongs_to_its_actors_turn()
    {
        Worker? worker = null;
        Spawn("w").Tell(new Do(w => worker = w));
        _kit.Settle();
        Assert.Throws<InvalidOperationException>(() => worker!.SpawnChild("child"));
        Assert.Throws<InvalidOperationException>(() => worker!.InContext.Stop(worker.InContext.Self));
    }

    [Fact]
    public void A_turn_ends_after_its_share_so_that_others_have_theirs()
    {
        using var kit = new ActorTestKit(throughput: 2);
        ActorRef<WorkerMessage> a = kit.System.Spawn(() => new Worker(_diary), "a");
        ActorRef<WorkerMessage> b = kit.System.Spawn(() => new Worker(_diary), "b");
        kit.Settle();
        _diary.Clear();
        for (int i = 0; i < 4; i++) a.Tell(new Do(w => w.Write("turn")));
        for (int i = 0; i < 2; i++) b.Tell(new Do(w => w.Write("turn")));
        kit.Settle();
        Assert.Equal(["a: turn", "a: turn", "b: turn", "b: turn", "a: turn", "a: turn"], _diary);
    }

    private ActorRef<WorkerMessage> Spawn(string name) => _kit.System.Spawn(() => new Worker(_diary), name);
}
