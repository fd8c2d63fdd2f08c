using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class SupervisionTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<string> _diary = [];
    private ActorTestKit _kit = new();

    public void Dispose() => _kit.Dispose();

    /// <summary>What becomes of the sum 5, of the message in hand and of the one behind it, under each directive.</summary>
    [Theory]
    [InlineData(Directive.Resume, 5 + 1)]
    [InlineData(Directive.Restart, 1)]
    [InlineData(Directive.Stop, null)]
    [InlineData(Directive.Escalate, null)]
    public void A_failed_actor_keeps_its_state_loses_it_or_is_gone(Directive directive, int? sumAfter)
    {
        Supervise(new(3, Second, TimeSpan.Zero, TimeSpan.Zero, _ => directive));
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        worker.Tell(new Add(5));
        worker.Tell(new Throw(new InvalidDataException("line 41")));
        worker.Tell(new Add(1));
        probe.Send(worker, new GetSum());
        if (sumAfter is { } sum) probe.ExpectMsg(sum);
        else probe.ExpectNoMsg();
        if (directive == Directive.Escalate) Assert.Throws<InvalidDataException>(() => _kit.Await(_kit.System.WhenTerminated));
        else Assert.False(_kit.System.WhenTerminated.IsCompleted);
        Assert.Equal(sumAfter is null ? 2 : 0, _kit.System.DeadLetters.CountOf(DeadLetterReason.Stopped));
    }

    [Fact]
    public void A_restart_calls_the_hooks_in_order_and_stops_the_children_of_the_old_one()
    {
        ActorRef<WorkerMessage> parent = Spawn("parent");
        parent.Tell(new Do(w => w.SpawnChild("child")));
        _kit.Settle();
        _diary.Clear();
        parent.Tell(new Throw(new InvalidOperationException("bug")));
        _kit.Settle();
        Assert.Equal(["parent: PreRestart bug at Throw", "parent: PostStop", "child: PostStop"], _diary);
        _diary.Clear();
        _kit.Advance(OneForOneStrategy.Default.MinBackoff);
        Assert.Equal(["parent: new", "parent: PostRestart bug", "parent: PreStart"], _diary);
    }

    [Fact]
    public void Back_off_doubles_to_its_longest_and_after_the_limit_the_actor_is_stopped()
    {
        Supervise(new(MaxRestarts: 5, Window: 1000 * Second, MinBackoff: Second, MaxBackoff: 5 * Second));
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        probe.Watch(worker);
        foreach (int seconds in new[] { 1, 2, 4, 5, 5 })
        {
            worker.Tell(new Throw(new InvalidOperationException("bug")));
            _kit.Settle();
            _diary.Clear();
            _kit.Advance(seconds * Second - TimeSpan.FromTicks(1));
            Assert.Empty(_diary);
            _kit.Advance(TimeSpan.FromTicks(1));
            Assert.Contains("w: PreStart", _diary);
        }
        probe.ExpectNoMsg();
        worker.Tell(new Throw(new InvalidOperationException("the last one")));
        Assert.Equal("the last one", probe.ExpectTerminated(worker).Cause!.Message);
    }

    [Fact]
    public void Restarts_that_have_left_the_window_are_forgotten()
    {
        Supervise(new(MaxRestarts: 2, Window: 10 * Second, MinBackoff: Second, MaxBackoff: 60 * Second));
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        probe.Watch(worker);
        for (int i = 0; i < 20; i++)
        {
            worker.Tell(new Throw(new InvalidOperationException("now and then")));
            _kit.Advance(6 * Second); // never more than one earlier restart within ten seconds
        }
        probe.ExpectNoMsg();
        worker.Tell(new Throw(new InvalidOperationException("thrice")));
        _kit.Advance(2 * Second);
        worker.Tell(new Throw(new InvalidOperationException("thrice")));
        _kit.Advance(2 * Second);
        probe.ExpectTerminated(worker);
    }

    [Fact]
    public void A_stop_never_waits_behind_a_back_off_or_a_full_mailbox()
    {
        Supervise(new(9, Second, 1000 * Second, 1000 * Second));
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = _kit.System.Spawn(() => new Worker(_diary), "w", mailboxCapacity: 3);
        probe.Watch(worker);
        worker.Tell(new Throw(new InvalidOperationException("bug")));
        _kit.Settle();
        for (int i = 0; i < 10; i++) worker.Tell(new Add(1));
        Assert.Equal(7, worker.Untyped.RefusedCount);
        _kit.System.Stop(worker);
        probe.ExpectTerminated(worker);
        Assert.Equal((7, 3), (_kit.System.DeadLetters.CountOf(DeadLetterReason.MailboxFull), _kit.System.DeadLetters.CountOf(DeadLetterReason.Stopped)));
        _kit.Advance(2000 * Second);
        Assert.Single(_diary, "w: new");
    }

    [Fact]
    public void Messages_wait_through_a_restart()
    {
        Supervise(new(9, 100 * Second, 10 * Second, 10 * Second));
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        worker.Tell(new Throw(new InvalidOperationException("bug")));
        worker.Tell(new Add(7));
        probe.Send(worker, new GetSum());
        probe.ExpectNoMsg(9 * Second);
        _kit.Advance(Second);
        probe.ExpectMsg(7);
    }

    [Fact]
    public void Every_failure_is_published_with_its_decision()
    {
        TestProbe probe = _kit.CreateProbe();
        _kit.System.EventStream.Subscribe(probe.As<ActorFailed>());
        ActorRef<WorkerMessage> worker = Spawn("w");
        var cause = new InvalidOperationException("bug");
        worker.Tell(new Throw(cause));
        Assert.Equal(new ActorFailed(worker, cause, Directive.Restart, OneForOneStrategy.Default.MinBackoff), probe.ExpectMsg<ActorFailed>());
    }

    [Fact]
    public void An_actor_that_cannot_be_created_is_stopped_and_the_reason_told()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = _kit.System.Spawn<WorkerMessage>(() => throw new InvalidDataException("no such file"), "w");
        probe.Watch(worker);
        var cause = Assert.IsType<ActorInitializationException>(probe.ExpectTerminated(worker).Cause);
        Assert.IsType<InvalidDataException>(cause.InnerException);
    }

    [Fact]
    public void A_decider_that_restarts_what_cannot_be_created_tries_again_within_the_limit()
    {
        Supervise(new(3, 1000 * Second, Second, Second, _ => Directive.Restart));
        int tries = 0;
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = _kit.System.Spawn<WorkerMessage>(() => ++tries < 4 ? throw new IOException("not yet") : new Worker(_diary), "w");
        probe.Watch(worker);
        _kit.Advance(3 * Second);
        Assert.Equal(4, tries);
        Assert.Equal(["w: new", "w: PostRestart " + new ActorInitializationException(worker, new IOException("not yet")).Message, "w: PreStart"], _diary);
        probe.ExpectNoMsg();
    }

    [Theory]
    [InlineData(Directive.Resume)]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    public void What_a_child_escalates_is_its_parents_failure(Directive directiveForParent)
    {
        Supervise(new(3, Second, TimeSpan.Zero, TimeSpan.Zero, _ => directiveForParent));
        ActorRef<WorkerMessage> parent = _kit.System.Spawn(() => new Worker(_diary, new(0, Second, Second, Second, _ => Directive.Escalate)), "parent");
        ActorRef<WorkerMessage>? child = null;
        parent.Tell(new Do(w => child = w.SpawnChild("child")));
        parent.Tell(new Add(5));
        _kit.Settle();
        TestProbe probe = _kit.CreateProbe();
        probe.Watch(child!);
        child!.Tell(new Add(3));
        child.Tell(new Throw(new InvalidOperationException("too much for me")));
        _kit.Settle();
        probe.Send(child, new GetSum());
        probe.Send(parent, new GetSum());
        if (directiveForParent == Directive.Resume)
        {
            probe.ExpectMsg(3);
            probe.ExpectMsg(5);
            return;
        }
        probe.ExpectTerminated(child);
        if (directiveForParent == Directive.Restart) probe.ExpectMsg(0);
        probe.ExpectNoMsg();
    }

    [Fact]
    public void A_failing_PostStop_stops_no_stop_and_is_told()
    {
        TestProbe probe = _kit.CreateProbe();
        _kit.System.EventStream.Subscribe(probe.As<ActorFailed>());
        ActorRef<object> actor = _kit.System.Spawn(() => new Clumsy());
        probe.Watch(actor);
        _kit.System.Stop(actor);
        Assert.Equal("PostStop", probe.ExpectMsg<ActorFailed>().Cause.Message);
        probe.ExpectTerminated(actor);
    }

    [Fact]
    public void A_failing_decider_escalates_with_both_causes()
    {
        Supervise(new(3, Second, Second, Second, _ => throw new NotSupportedException("decider")));
        Spawn("w").Tell(new Throw(new InvalidOperationException("bug")));
        var end = Assert.Throws<AggregateException>(() => _kit.Await(_kit.System.WhenTerminated));
        Assert.Equal(["bug", "decider"], end.InnerExceptions.Select(e => e.Message));
    }

    private void Supervise(OneForOneStrategy strategy)
    {
        _kit.Dispose();
        _kit = new ActorTestKit(strategy: strategy);
    }

    private ActorRef<WorkerMessage> Spawn(string name) => _kit.System.Spawn(() => new Worker(_diary), name);

    private sealed class Clumsy : Actor<object>
    {
        protected override void Receive(object message) => Unhandled(message);

        protected override void PostStop() => throw new InvalidOperationException("PostStop");
    }
}
