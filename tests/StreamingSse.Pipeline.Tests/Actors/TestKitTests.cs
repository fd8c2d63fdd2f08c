using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>The kit itself has to fail where an expectation does.</summary>
public sealed class TestKitTests : IDisposable
{
    private readonly ActorTestKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void A_probe_fails_at_what_was_not_expected()
    {
        TestProbe probe = _kit.CreateProbe("probe");
        probe.Ref.Tell(1);
        var failure = Assert.Throws<ExpectationFailedException>(() => probe.ExpectMsg<string>());
        Assert.Equal("/user/probe: expected a String, got 1", failure.Message);
        probe.Ref.Tell(2);
        Assert.Throws<ExpectationFailedException>(() => probe.ExpectMsg(3));
        probe.Ref.Tell(4);
        Assert.Throws<ExpectationFailedException>(probe.ExpectNoMsg);
    }

    [Fact]
    public void A_probe_fishes_a_message_from_among_others()
    {
        TestProbe probe = _kit.CreateProbe();
        foreach (object message in new object[] { 1, "a", 5, "b", 7 }) probe.Ref.Tell(message);
        Assert.Equal(5, probe.FishForMessage<int>(i => i > 3));
        probe.ExpectMsg("b");
    }

    [Fact]
    public void Timers_fire_at_their_time_in_order_also_those_that_are_started_on_the_way()
    {
        var fired = new List<(string Name, double AtSeconds)>();
        TestScheduler time = _kit.Time;
        DateTimeOffset start = time.GetUtcNow();
        void Fire(string name) => fired.Add((name, (time.GetUtcNow() - start).TotalSeconds));

        using ITimer late = time.CreateTimer(_ => Fire("late"), null, TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        using ITimer never = time.CreateTimer(_ => Fire("never"), null, TimeSpan.FromSeconds(5.5), Timeout.InfiniteTimeSpan);
        var started = new List<ITimer>();
        using ITimer tick = time.CreateTimer(
            _ =>
            {
                Fire("tick");
                if (started.Count == 0) started.Add(time.CreateTimer(_ => Fire("started"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
            },
            null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        _kit.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("tick", 2), ("started", 3), ("late", 4), ("tick", 4)], fired);
        Assert.Equal(5, (time.GetUtcNow() - start).TotalSeconds);
    }
}
