using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class DeadLettersTests : IDisposable
{
    private readonly ActorTestKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void What_nobody_handles_is_counted_by_its_reason_and_published()
    {
        TestProbe probe = _kit.CreateProbe();
        _kit.System.EventStream.Subscribe(probe.As<DeadLetter>());
        ActorRef<WorkerMessage> worker = _kit.System.Spawn(() => new Worker([]), "w", mailboxCapacity: 1);
        _kit.Settle();

        worker.Untyped.Tell("a word");
        probe.ExpectMsg(new DeadLetter("a word", null, worker, DeadLetterReason.WrongType));

        probe.Send(worker, new NeverHandled());
        probe.ExpectMsg(new DeadLetter(new NeverHandled(), probe.Ref, worker, DeadLetterReason.Unhandled));

        worker.Tell(new Add(1));
        worker.Tell(new Add(2));
        probe.ExpectMsg(new DeadLetter(new Add(2), null, worker, DeadLetterReason.MailboxFull));

        _kit.System.Stop(worker);
        _kit.Settle();
        worker.Tell(new Add(3));
        probe.ExpectMsg(new DeadLetter(new Add(3), null, worker, DeadLetterReason.Stopped));

        DeadLetters dead = _kit.System.DeadLetters;
        Assert.All(Enum.GetValues<DeadLetterReason>(), reason => Assert.Equal(reason == DeadLetterReason.Outdated ? 0 : 1, dead.CountOf(reason)));
        Assert.Equal((4, 1), (dead.Count, worker.Untyped.RefusedCount));
    }

    [Fact]
    public void An_answer_to_nobody_is_a_dead_letter()
    {
        _kit.System.Spawn(() => new Worker([])).Tell(new GetSum());
        _kit.Settle();
        Assert.Equal(1, _kit.System.DeadLetters.Count);
    }

    [Fact]
    public void A_listener_that_cannot_take_a_dead_letter_causes_no_more_of_them_than_its_own()
    {
        ActorRef<object> deaf = _kit.System.Spawn(() => new Deaf(), mailboxCapacity: 1);
        _kit.System.EventStream.Subscribe<object, DeadLetter>(deaf, letter => letter);
        _kit.Settle();
        for (int i = 0; i < 5; i++) _kit.System.DeadLetters.Tell(i);
        _kit.Settle();
        // Five numbers; one notice of them was taken and not handled, four found the mailbox full.
        Assert.Equal(10, _kit.System.DeadLetters.Count);
    }

    private sealed class Deaf : Actor<object>
    {
        protected override void Receive(object message) => Unhandled(message);
    }
}
