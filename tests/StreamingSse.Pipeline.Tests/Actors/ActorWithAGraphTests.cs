using System.Runtime.CompilerServices;
using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Streams;
using StreamingSse.Pipeline.Tests.Streams;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>The two layers together, as a run is watched: an actor owns a graph, is told its end, and is restarted when it fails.</summary>
public sealed class ActorWithAGraphTests : IDisposable
{
    private readonly ActorTestKit _kit = new();
    private readonly FramePool _pool = new(atomCount: 2);
    private readonly TestProbe _probe;

    public ActorWithAGraphTests() => _probe = _kit.CreateProbe();

    public void Dispose() => _kit.Dispose();

    private abstract record IngestMessage
    {
        public sealed record Ended : IngestMessage;

        public sealed record Stop : IngestMessage;
    }

    private sealed record RunEnded(int Msd, int Vacf);

    private sealed class Ingest(Func<IAsyncEnumerable<Frame>> open, ActorRef owner) : Actor<IngestMessage>
    {
        private readonly KillSwitch _stop = new();
        private int _msd, _vacf;

        protected override void PreStart() => Context.PipeToSelf(
            stop => Source.From(open(), Frames.Lease)
                .Via(_stop.Flow<Frame>())
                .Broadcast(4, Sink.ForEach<Frame>(_ => _msd++), Sink.ForEach<Frame>(_ => _vacf++))
                .Run(stop).Completion,
            success: () => new IngestMessage.Ended()); // its failure is the actor's: the supervisor restarts it

        protected override void Receive(IngestMessage message)
        {
            switch (message)
            {
                case IngestMessage.Stop: _stop.Shutdown(); break;
                case IngestMessage.Ended:
                    owner.Tell(new RunEnded(_msd, _vacf));
                    Context.Stop(Self);
                    break;
                default: Unhandled(message); break;
            }
        }
    }

    [Fact]
    public void The_end_of_the_file_is_the_end_of_the_actor()
    {
        ActorRef<IngestMessage> ingest = Spawn(() => Read(100));
        _probe.Watch(ingest);
        _probe.ExpectMsg(new RunEnded(100, 100));
        _probe.ExpectTerminated(ingest);
        Assert.Equal(0, _pool.RentedCount);
    }

    [Fact]
    public void A_run_that_fails_is_read_again_from_its_start_after_the_back_off()
    {
        int attempts = 0;
        TestProbe failures = _kit.CreateProbe();
        _kit.System.EventStream.Subscribe(failures.As<ActorFailed>());
        Spawn(() => ++attempts < 3 ? Read(10, new IOException("stale handle")) : Read(100));
        for (int failed = 1; failed <= 2; failed++)
        {
            ActorFailed failure = failures.ExpectMsg<ActorFailed>();
            Assert.Equal("stale handle", failure.Cause.Message);
            Assert.Equal(0, _pool.RentedCount);
            _kit.Settle();
            Assert.Equal(failed, attempts);
            _kit.Advance(failure.Backoff);
        }
        _probe.ExpectMsg(new RunEnded(100, 100));
    }

    [Fact]
    public void A_run_that_still_grows_ends_when_it_is_told_to_and_keeps_what_it_has()
    {
        ActorRef<IngestMessage> ingest = Spawn(() => Read(100, waitAtEnd: true));
        _kit.Until(() => _givenOut == 100, () => "expected 100 frames");
        ingest.Tell(new IngestMessage.Stop());
        _probe.ExpectMsg(new RunEnded(100, 100));
        Assert.Equal(0, _pool.RentedCount);
    }

    [Fact]
    public void A_stopped_actor_is_gone_only_when_its_graph_is_and_every_frame_is_back()
    {
        ActorRef<IngestMessage> ingest = Spawn(() => Read(int.MaxValue));
        _kit.Until(() => _givenOut > 50, () => "expected frames");
        _probe.Watch(ingest);
        _kit.System.Stop(ingest);
        _probe.ExpectTerminated(ingest);
        Assert.Equal(0, _pool.RentedCount);
    }

    private int _givenOut;

    private ActorRef<IngestMessage> Spawn(Func<IAsyncEnumerable<Frame>> open) => _kit.System.Spawn(() => new Ingest(open, _probe.Ref), "ingest");

    private async IAsyncEnumerable<Frame> Read(
        int count, Exception? failure = null, bool waitAtEnd = false, [EnumeratorCancellation] CancellationToken stop = default)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 5 == 0) await Task.Yield();
            Volatile.Write(ref _givenOut, i + 1);
            yield return _pool.Rent();
        }
        if (failure is not null) throw failure;
        if (waitAtEnd) await Task.Delay(Timeout.Infinite, stop);
    }
}
