using System.Diagnostics;
using StreamingSse.Pipeline.Actors;
using Xunit.Abstractions;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>The laws that only many threads can break.</summary>
[Collection("alone")]
public sealed class ThreadPoolTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task No_message_is_lost_or_overtaken_and_no_two_are_taken_at_once()
    {
        await using var system = new ActorSystem("many", mailboxCapacity: 400_000);
        var taken = new TaskCompletionSource();
        ActorRef<(int Sender, int Number)> actor = system.Spawn(() => new Witness(4, 50_000, taken));
        Task[] senders = [.. Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (int number = 0; number < 50_000; number++) actor.Tell((sender, number));
        }))];
        await Task.WhenAll(senders);
        await taken.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Many_actors_that_fail_at_random_lose_only_the_messages_they_failed_at()
    {
        const int actorCount = 200, messageCount = 500;
        var strategy = new OneForOneStrategy(int.MaxValue, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.Zero,
            cause => cause is InvalidDataException ? Directive.Resume : Directive.Restart);
        await using var system = new ActorSystem("rough", strategy: strategy);
        long handled = 0, failed = 0;
        ActorRef<object>[] actors = [.. Enumerable.Range(0, actorCount).Select(seed => system.Spawn(
            () => new Fragile(new Random(seed), () => Interlocked.Increment(ref handled), () => Interlocked.Increment(ref failed))))];

        Parallel.For(0, messageCount, i =>
        {
            foreach (ActorRef<object> actor in actors) actor.Tell(i);
        });
        await Task.WhenAll(actors.Select(actor => actor.Ask<string>("done?", Patience)));

        output.WriteLine($"{handled} handled, {failed} failed");
        Assert.Equal(actorCount * messageCount, handled + failed);
        Assert.InRange(failed, 1, actorCount * messageCount / 5);
        Assert.Equal(0, system.DeadLetters.Count);
    }

    [Fact]
    public async Task Actors_that_are_spawned_watched_and_stopped_at_once_all_end_and_every_end_is_told()
    {
        await using var system = new ActorSystem("brief");
        long told = 0;
        ActorRef<object> watcher = system.Spawn(() => new Watcher(() => Interlocked.Increment(ref told)), mailboxCapacity: 2000);
        ActorRef<object>[] actors = [.. Enumerable.Range(0, 2000).Select(seed => system.Spawn(() => new Fragile(new Random(seed), () => { }, () => { })))];
        Parallel.ForEach(actors, actor =>
        {
            watcher.Tell(actor.Untyped);
            system.Stop(actor);
        });
        var clock = Stopwatch.StartNew();
        while (Interlocked.Read(ref told) < actors.Length && clock.Elapsed < Patience) await Task.Yield();
        Assert.Equal(actors.Length, told);
    }

    [Fact]
    public async Task A_Tell_allocates_nothing()
    {
        await using var system = new ActorSystem("spare");
        var passes = new List<long>();
        var clock = Stopwatch.StartNew();
        for (int pass = 0; pass < 6; pass++)
        {
            var end = new TaskCompletionSource();
            ActorRef<object>[] pair = [system.Spawn(() => new Echo(100_000, end)), system.Spawn(() => new Echo(100_000, end))];
            object message = new();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 50; i++) pair[0].Tell(message, pair[1]);
            await end.Task.WaitAsync(Patience);
            passes.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        output.WriteLine($"{6 * 200_000 / clock.Elapsed.TotalSeconds / 1e6:F1} million messages/s; bytes per pass {string.Join(' ', passes)}");
        Assert.InRange(passes.Min(), 0, 200_000); // one object per message would be ≥ 24 bytes × 200,000
    }

    private sealed class Witness(int senderCount, int messageCount, TaskCompletionSource taken) : Actor<(int Sender, int Number)>
    {
        private readonly int[] _next = new int[senderCount];
        private int _atOnce;
        private int _left = senderCount * messageCount;

        protected override void Receive((int Sender, int Number) message)
        {
            if (Interlocked.Increment(ref _atOnce) != 1) taken.TrySetException(new InvalidOperationException("two at once"));
            if (_next[message.Sender]++ != message.Number) taken.TrySetException(new InvalidOperationException("out of order"));
            Interlocked.Decrement(ref _atOnce);
            if (--_left == 0) taken.TrySetResult();
        }
    }

    private sealed class Fragile(Random random, Action handled, Action failed) : Actor<object>
    {
        protected override void Receive(object message)
        {
            if (message is string)
            {
                Sender.Tell("done");
                return;
            }
            if (random.Next(20) == 0)
            {
                failed();
                throw random.Next(2) == 0 ? new InvalidDataException() : new InvalidOperationException();
            }
            handled();
        }
    }

    private sealed class Watcher(Action told) : Actor<object>
    {
        protected override void Receive(object message)
        {
            if (message is ActorRef actor) Context.Watch(actor);
            else told();
        }
    }

    private sealed class Echo(int count, TaskCompletionSource end) : Actor<object>
    {
        private int _left = count;

        protected override void Receive(object message)
        {
            if (--_left == 0) end.TrySetResult();
            if (_left > 0) Sender.Tell(message);
        }
    }
}
