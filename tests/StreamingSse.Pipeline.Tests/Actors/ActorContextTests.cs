using StreamingSse.Pipeline.Actors;
using StreamingSse.TestKit;
using static StreamingSse.Pipeline.Tests.Actors.WorkerMessage;

namespace StreamingSse.Pipeline.Tests.Actors;

/// <summary>Operations that an actor begins and whose end it is told.</summary>
public sealed class ActorContextTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ActorTestKit _kit = new();
    private readonly List<string> _diary = [];
    private readonly ActorRef<WorkerMessage> _worker;
    private readonly TestProbe _probe;
    private readonly TaskCompletionSource<int> _operation = new();

    public ActorContextTests()
    {
        _worker = _kit.System.Spawn(() => new Worker(_diary), "w", mailboxCapacity: 1);
        _probe = _kit.CreateProbe();
        _probe.Watch(_worker);
    }

    public void Dispose()
    {
        _operation.TrySetResult(0);
        _kit.Dispose();
    }

    [Fact]
    public void A_result_becomes_a_message_and_finds_a_place_in_a_full_mailbox()
    {
        Begin(_ => _operation.Task);
        _worker.Tell(new Add(100));
        _operation.SetResult(7);
        ExpectSum(107);
        Assert.Equal(0, _worker.Untyped.RefusedCount);
    }

    [Fact]
    public void A_failure_becomes_a_message_also_when_the_operation_fails_at_once()
    {
        Begin(_ => _operation.Task, cause => new Add(cause.Message.Length));
        _operation.SetException(new IOException("four"));
        ExpectSum(4);
        Begin(_ => throw new IOException("seventy"), cause => new Add(cause.Message.Length));
        ExpectSum(11);
    }

    [Fact]
    public void A_failure_without_a_message_is_the_actors_own()
    {
        Begin(_ => _operation.Task);
        _worker.Tell(new Add(3)); // told before, so taken before
        _operation.SetException(new IOException("disk"));
        _kit.Advance(Second);
        Assert.Equal(["w: PreRestart disk at ", "w: PostStop", "w: new", "w: PostRestart disk", "w: PreStart"], _diary[2..]);
    }

    [Fact]
    public void A_stop_cancels_operations_and_waits_for_their_end()
    {
        CancellationToken stopping = default;
        Begin(stop =>
        {
            stopping = stop;
            return _operation.Task;
        });
        _kit.System.Stop(_worker);
        _probe.ExpectNoMsg();
        Assert.True(stopping.IsCancellationRequested);
        Assert.DoesNotContain("w: PostStop", _diary);
        _operation.SetCanceled(stopping);
        _probe.ExpectTerminated(_worker);
        Assert.Equal("w: PostStop", _diary[^1]);
        Assert.Equal(0, _kit.System.DeadLetters.Count);
    }

    [Fact]
    public void A_restart_waits_for_the_operations_of_the_old_incarnation_and_their_results_are_not_for_the_new_one()
    {
        CancellationToken stopping = default;
        Begin(stop =>
        {
            stopping = stop;
            return _operation.Task;
        });
        _worker.Tell(new Throw(new InvalidOperationException("bug")));
        _kit.Advance(100 * Second);
        Assert.True(stopping.IsCancellationRequested);
        Assert.DoesNotContain("w: PostRestart bug", _diary);
        _operation.SetResult(7);
        _kit.Advance(Second);
        Assert.Contains("w: PostRestart bug", _diary);
        ExpectSum(0);
        Assert.Equal(1, _kit.System.DeadLetters.CountOf(DeadLetterReason.Outdated));
    }

    [Fact]
    public void A_stop_during_a_restart_that_waits_ends_when_the_operation_does()
    {
        Begin(_ => _operation.Task);
        _worker.Tell(new Throw(new InvalidOperationException("bug")));
        _kit.Settle();
        _kit.System.Stop(_worker);
        _probe.ExpectNoMsg();
        _operation.SetResult(7);
        _probe.ExpectTerminated(_worker);
        Assert.Single(_diary, "w: PostStop");
        Assert.Equal(1, _kit.System.DeadLetters.Count);
    }

    [Fact]
    public void Long_arithmetic_runs_beside_the_actor()
    {
        _worker.Tell(new Do(w => w.InContext.ComputeToSelf(_ => Enumerable.Range(1, 100).Sum(), sum => new Add(sum))));
        _kit.Until(() => Sum() == 5050, () => "expected the sum");
    }

    private void Begin(Func<CancellationToken, Task<int>> operation, Func<Exception, WorkerMessage>? failure = null)
    {
        _worker.Tell(new Do(w => w.InContext.PipeToSelf(operation, result => new Add(result), failure)));
        _kit.Settle();
    }

    private void ExpectSum(int sum) => Assert.Equal(sum, Sum());

    private int Sum()
    {
        _kit.Settle();
        _probe.Send(_worker, new GetSum());
        return _probe.ExpectMsg<int>();
    }
}
