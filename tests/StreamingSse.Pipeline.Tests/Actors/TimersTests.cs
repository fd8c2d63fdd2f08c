using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

public sealed class TimersTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ActorTestKit _kit = new();
    private readonly ActorRef<WorkerMessage> _worker;
    private readonly TestProbe _probe;

    public TimersTests()
    {
        _worker = _kit.System.Spawn(() => new Worker([]), "w", mailboxCapacity: 2);
        _probe = _kit.CreateProbe();
    }

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void A_single_timer_fires_once_at_its_time()
    {
        Do(timers => timers.StartSingleTimer("once", new Add(1), Second));
        ExpectSum(0, after: Second - TimeSpan.FromTicks(1));
        ExpectSum(1, after: TimeSpan.FromTicks(1));
        ExpectSum(1, after: 100 * Second);
        Do(timers => Assert.False(timers.IsTimerActive("once")));
    }

    [Fact]
    public void A_periodic_timer_fires_every_time_until_it_is_cancelled()
    {
        Do(timers => timers.StartPeriodicTimer("tick", new Add(1), Second));
        ExpectSum(5, after: 5.5 * Second);
        Do(timers => timers.Cancel("tick"));
        ExpectSum(5, after: 100 * Second);
    }

    [Fact]
    public void A_timer_of_the_same_key_replaces_the_one_before()
    {
        Do(timers => timers.StartSingleTimer("key", new Add(1), Second));
        Do(timers => timers.StartSingleTimer("key", new Add(10), 2 * Second));
        ExpectSum(10, after: 5 * Second);
    }

    [Fact]
    public void A_cancelled_timer_is_never_received_even_if_its_message_waits_already()
    {
        Do(timers => timers.StartSingleTimer("key", new Add(1), Second));
        _worker.Tell(new Do(w => w.InContext.Timers.Cancel("key"))); // waits, and is taken before the tick
        _kit.Time.Advance(Second);
        ExpectSum(0, after: TimeSpan.Zero);
    }

    [Fact]
    public void Ticks_that_are_not_taken_do_not_pile_up_and_find_a_place_in_a_full_mailbox()
    {
        Do(timers => timers.StartPeriodicTimer("tick", new Add(1), Second));
        _worker.Tell(new Add(100));
        _worker.Tell(new Add(100));
        _kit.Time.Advance(10 * Second); // nobody takes a turn meanwhile
        ExpectSum(201, after: TimeSpan.Zero);
        Assert.Equal(0, _worker.Untyped.RefusedCount);
    }

    [Fact]
    public void Timers_end_with_their_incarnation()
    {
        Do(timers => timers.StartPeriodicTimer("tick", new Add(1), 10 * Second));
        _worker.Tell(new Throw(new InvalidOperationException("bug")));
        ExpectSum(0, after: 100 * Second);
    }

    private void Do(Action<Timers<WorkerMessage>> act)
    {
        _worker.Tell(new Do(w => act(w.InContext.Timers)));
        _kit.Settle();
    }

    private void ExpectSum(int sum, TimeSpan after)
    {
        _kit.Advance(after);
        _probe.Send(_worker, new GetSum());
        _probe.ExpectMsg(sum);
    }
}
