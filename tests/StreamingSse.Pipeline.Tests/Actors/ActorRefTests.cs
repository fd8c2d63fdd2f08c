using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class ActorRefTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ActorTestKit _kit = new();
    private readonly List<string> _diary = [];

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void A_question_is_answered()
    {
        ActorRef<WorkerMessage> worker = Spawn("w");
        worker.Tell(new Add(4));
        Assert.Equal(4, _kit.Await(worker.Ask<int>(new GetSum(), Second)));
    }

    [Fact]
    public void A_question_without_an_answer_fails_when_its_time_is_over_and_no_sooner()
    {
        Task<int> ask = Spawn("w").Ask<int>(new Add(1), Second);
        _kit.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(ask.IsCompleted);
        _kit.Advance(TimeSpan.FromTicks(1));
        var failure = Assert.Throws<TimeoutException>(() => _kit.Await(ask));
        Assert.Equal("/user/w: expected a Int32 within 00:00:01, got no answer", failure.Message);
    }

    [Fact]
    public void An_answer_of_another_type_fails_the_question()
    {
        Task<string> ask = Spawn("w").Ask<string>(new GetSum(), Second);
        var failure = Assert.Throws<InvalidOperationException>(() => _kit.Await(ask));
        Assert.Equal("/user/w: expected an answer of type String, got Int32", failure.Message);
    }

    [Fact]
    public void An_answer_that_comes_too_late_is_a_dead_letter()
    {
        TestProbe probe = _kit.CreateProbe();
        Task<int> ask = probe.Ref.Ask<int>("how long?", Second);
        probe.ExpectMsg("how long?");
        _kit.Advance(Second);
        Assert.Throws<TimeoutException>(() => _kit.Await(ask));
        probe.Reply(42);
        Assert.Equal(1, _kit.System.DeadLetters.CountOf(DeadLetterReason.Stopped));
    }

    [Fact]
    public void A_forwarded_question_is_answered_to_whoever_asked_first()
    {
        ActorRef<WorkerMessage> worker = Spawn("w"), door = Spawn("door");
        TestProbe probe = _kit.CreateProbe();
        probe.Send(door, new Do(_ => worker.Forward(new GetSum())));
        probe.ExpectMsg(0);
        Assert.Same(worker.Untyped, probe.LastSender);
    }

    [Fact]
    public void The_sender_is_the_actor_whose_turn_it_is()
    {
        TestProbe probe = _kit.CreateProbe();
        ActorRef<WorkerMessage> worker = Spawn("w");
        worker.Tell(new Do(_ => probe.Ref.Tell("from within")));
        probe.ExpectMsg("from within");
        Assert.Same(worker.Untyped, probe.LastSender);
        probe.Ref.Tell("from outside");
        probe.ExpectMsg("from outside");
        Assert.Same(_kit.System.DeadLetters, probe.LastSender);
    }

    [Fact]
    public void A_graceful_stop_ends_with_the_actor()
    {
        ActorRef<WorkerMessage> worker = Spawn("w");
        _kit.Await(worker.GracefulStop(Second));
        Assert.Equal("w: PostStop", _diary[^1]);
    }

    private ActorRef<WorkerMessage> Spawn(string name) => _kit.System.Spawn(() => new Worker(_diary), name);
}
