using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>Whatever happens to an actor in whatever order, its life obeys the same laws.</summary>
public sealed class LifeTests
{
    public enum Event { Fail, FailAtStart, Escalate, BeginOperation, EndOperation, SpawnChild, Wait, StopChild }

    [Fact]
    public void Any_story_ends_with_a_stop_after_which_nothing_is_left() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<Event>()).ListOf().ToArbitrary(), (Action<IList<Event>>)(events => Tell([.. events])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true));

    private static void Tell(Event[] events)
    {
        using var kit = new ActorTestKit(strategy: new(3, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), _ => Directive.Restart));
        var world = new World();
        ActorRef<Event> hero = kit.System.Spawn(() => new Hero(world), "hero");
        foreach (Event happens in events)
        {
            if (happens == Event.Wait) kit.Advance(TimeSpan.FromSeconds(1));
            else if (happens == Event.EndOperation && world.Operations.TryDequeue(out TaskCompletionSource? operation)) operation.TrySetResult();
            else hero.Tell(happens);
            kit.Settle();
            Assert.InRange(world.Alive.GetValueOrDefault("hero"), 0, 1);
        }
        TestProbe probe = kit.CreateProbe();
        probe.Watch(hero);
        kit.System.Stop(hero);
        foreach (TaskCompletionSource operation in world.Operations) operation.TrySetResult();
        probe.ExpectTerminated(hero);
        probe.ExpectNoMsg(TimeSpan.FromMinutes(1));
        Assert.All(world.Alive.Values, alive => Assert.Equal(0, alive));
    }

    private sealed class World
    {
        /// <summary>Incarnations that have begun and not ended, by path's last part.</summary>
        public Dictionary<string, int> Alive { get; } = [];

        public Queue<TaskCompletionSource> Operations { get; } = [];

        public bool FailsAtStart { get; set; }
    }

    private sealed class Hero(World world) : Actor<Event>
    {
        protected override OneForOneStrategy SupervisorStrategy { get; } =
            new(2, TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.Zero, cause => cause is TimeoutException ? Directive.Escalate : Directive.Restart);

        protected override void PreStart()
        {
            if (world.FailsAtStart)
            {
                world.FailsAtStart = false;
                throw new IOException("at start");
            }
            Count(+1);
        }

        protected override void PostStop() => Count(-1);

        protected override void Receive(Event message)
        {
            switch (message)
            {
                case Event.FailAtStart:
                    world.FailsAtStart = true;
                    throw new InvalidOperationException("and again at the start");
                case Event.Fail: throw new InvalidOperationException("bug");
                case Event.Escalate: throw new TimeoutException("for a child: escalates");
                case Event.BeginOperation:
                    var operation = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    world.Operations.Enqueue(operation);
                    Context.PipeToSelf(_ => operation.Task, () => Event.Wait);
                    break;
                case Event.SpawnChild: Context.Spawn(() => new Hero(world)); break;
                case Event.StopChild when Context.Children is [var child, ..]: Context.Stop(child); break;
            }
            if (message is Event.Escalate or Event.Fail) return;
            foreach (ActorRef other in Context.Children.Skip(1)) other.Tell(message == Event.StopChild ? Event.Escalate : message);
        }

        private void Count(int by) => world.Alive[Self.Name] = world.Alive.GetValueOrDefault(Self.Name) + by;
    }
}
