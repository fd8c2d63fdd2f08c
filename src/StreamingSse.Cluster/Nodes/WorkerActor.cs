using StreamingSse.Cluster.Broker;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Cluster.Nodes;

/// <summary>Holds runs for a node: takes them from the broker, has them watched, and settles each when its last state is safe.</summary>
/// <remarks>
/// A lost connection ends nothing here: the readers go on, and when the broker is back each run that is offered again is adopted, each that is not
/// is left to the node that has it. Two nodes on one run do no harm meanwhile, since what they publish are states.
/// </remarks>
/// <param name="understand">Finds out what a run's files are. May block.</param>
/// <param name="watch">Has a run watched.</param>
/// <param name="forget">Ends a run's reader, if it still reads, and all that is known of it.</param>
/// <param name="tell">Is told what a person may want to read: who has which run.</param>
internal sealed class WorkerActor(
    ClusterConfig config, Func<RunOrder, RunSetup> understand, Action<RunSetup> watch, Action<string> forget, Action<string> tell) : Actor<WorkerMessage>
{
    private const int RefusalsKept = 50;
    private const int RecentPauses = 10;

    private readonly Dictionary<string, HeldOrder> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (HeldRun Run, long At)> _refused = new(StringComparer.Ordinal);
    private RunQueue? _queue;
    private TaskCompletionSource? _drained;
    private long _watchedCount;
    private int _movingCount;

    protected override void Receive(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerMessage.SessionBegan began: Begin(began.Queue); break;
            case WorkerMessage.SessionLost: Lose(); break;
            case WorkerMessage.Offered offered: Consider(offered); break;
            case WorkerMessage.Understood understood: Watch(understood.Run, understood.Setup); break;
            case WorkerMessage.NotSeen unseen: Refuse(unseen.Run, unseen.Reason, order => order.RefusedBy(config.Node, unseen.Reason)); break;
            case WorkerMessage.NotUnderstood bad: Decline(bad.Run, bad.Cause); break;
            case WorkerMessage.Heard heard: Hear(heard.News); break;
            case WorkerMessage.LastStateConfirmed confirmed: Settle(_held.Values.FirstOrDefault(held => held.StateName == confirmed.StateName)); break;
            case WorkerMessage.AdoptionOver: LeaveUnclaimed(); break;
            case WorkerMessage.Report: Answer(); break;
            case WorkerMessage.Drain drain: Drain(drain.Done); break;
            case WorkerMessage.OrderMoved: _movingCount--; TellDrained(); break;
            default: Unhandled(message); break;
        }
    }

    private void Begin(RunQueue queue)
    {
        _queue = queue;
        Context.Timers.StartSingleTimer("adopt", new WorkerMessage.AdoptionOver(), config.AdoptWithin);
    }

    private void Lose()
    {
        _queue = null;
        Context.Timers.Cancel("adopt");
        foreach (string run in _held.Keys.ToArray()) _held[run] = _held[run].Unclaimed();
    }

    private void Consider(WorkerMessage.Offered offered)
    {
        (RunQueue queue, Delivery delivery) = (offered.Queue, offered.Delivery);
        if (queue != _queue) return; // of a session that is over: it is offered again, here or elsewhere
        RunOrder order;
        try
        {
            order = ClusterCodec.DecodeOrder(delivery.Body, "run queue");
        }
        catch (BadInputException foreign)
        {
            PutAside(new HeldOrder(new RunOrder("", "", [], [], [], default), queue, delivery.Tag), foreign.Message);
            return;
        }

        var held = new HeldOrder(order, queue, delivery.Tag);
        if (_held.TryGetValue(order.Run, out HeldOrder? known)) Adopt(known, held);
        else if (_drained is not null) Move(() => queue.ReturnAsync(order, delivery.Tag));
        else if (delivery.LostCount >= config.Attempts) PutAside(held, $"{delivery.LostCount} workers were lost while they held it");
        else if (order.Refusals.LastOrDefault(one => one.Node == config.Node) is { } before) HandBack(held, before.Reason, order);
        else Understand(held);
    }

    // The order is held from here on, so that a second copy of it is known for what it is.
    private void Understand(HeldOrder offered)
    {
        RunOrder order = offered.Order;
        _held[order.Run] = offered;
        Context.ComputeToSelf<WorkerMessage>(
            _ => order.Paths.FirstOrDefault(path => !Path.Exists(path)) is { } unseen
                ? new WorkerMessage.NotSeen(order.Run, $"{unseen}: expected a file or folder that this node sees, got none")
                : new WorkerMessage.Understood(order.Run, understand(order)),
            answer => answer,
            failure => new WorkerMessage.NotUnderstood(order.Run, failure));
    }

    // A run may come back before the actors of its first watch are gone, so no name is used twice.
    private void Watch(string run, RunSetup setup)
    {
        if (!_held.TryGetValue(run, out HeldOrder? held)) return; // left to others or given back meanwhile
        string name = $"{setup.Name}~{++_watchedCount}";
        _held[run] = held with { Watched = name, StateName = RunStates.NameOf(setup.Plan.Path) };
        _refused.Remove(run);
        tell($"watches {run}");
        watch(setup with { Name = name, PublishedName = held.Order.Name });
    }

    // What is there may not be complete yet, and is looked at again; what fails in any other way would fail again.
    private void Decline(string run, Exception cause)
    {
        if (cause is BadInputException or IOException or UnauthorizedAccessException) Refuse(run, cause.Message, order => order);
        else if (_held.Remove(run, out HeldOrder? held)) PutAside(held, cause.Message);
    }

    private void Refuse(string run, string reason, Func<RunOrder, RunOrder> noted)
    {
        if (!_held.Remove(run, out HeldOrder? held)) return;
        HandBack(held, reason, noted(held.Order));
    }

    private void HandBack(HeldOrder held, string reason, RunOrder order)
    {
        if (held.Queue is not { } queue) return;
        if (_refused.Count >= RefusalsKept) _refused.Remove(_refused.Keys.First());
        _refused[order.Run] = (new HeldRun(order.Run, reason, 0), Context.System.Time.GetTimestamp());
        Move(() => queue.RefuseAsync(order, held.Tag, config.RefusedPause));
    }

    private void Adopt(HeldOrder known, HeldOrder offered)
    {
        if (known.Queue is not null)
        {
            Move(() => offered.Queue!.SettleAsync(offered.Tag)); // a second copy of the same order
            return;
        }
        _held[known.Order.Run] = known with { Queue = offered.Queue, Tag = offered.Tag };
        if (known.IsSafe) Settle(_held[known.Order.Run]);
    }

    private void Hear(RunNews news)
    {
        if (_held.Values.FirstOrDefault(one => one.Watched == news.Run) is not { } held) return;
        string run = held.Order.Run;
        switch (news)
        {
            case RunNews.SnapshotTaken taken:
                _held[run] = held with { State = taken.Joined.Snapshot.Verdict?.StateName ?? "reading", FrameCount = taken.Joined.Snapshot.FrameCount };
                break;
            case RunNews.RunEnded when held.FrameCount == 0: GiveUp(held, "it ended without a frame"); break;
            case RunNews.RunEnded: _held[run] = held with { State = "ended" }; break;
            case RunNews.RunFailed failed: GiveUp(held, failed.Reason); break;
        }
    }

    private void GiveUp(HeldOrder held, string reason)
    {
        tell($"sets {held.Order.Run} aside: {reason}");
        PutAside(held, reason);
        Leave(held);
    }

    private void Settle(HeldOrder? held)
    {
        if (held is null) return;
        if (held.Queue is not { } queue)
        {
            _held[held.Order.Run] = held with { IsSafe = true }; // settled when it is offered again
            return;
        }
        tell($"has ended {held.Order.Run}");
        Leave(held);
        Move(() => queue.SettleAsync(held.Tag));
    }

    private void Answer() => Sender.Tell(new WorkerReport(
        _drained is not null,
        [.. _held.Values.Select(held => new HeldRun(held.Order.Run, held.State, held.FrameCount)).OrderBy(held => held.Run, StringComparer.Ordinal)],
        [.. _refused.Values.Where(IsRecent).Select(refused => refused.Run)]));

    // What still waits comes by again soon.
    private bool IsRecent((HeldRun Run, long At) refused) => Context.System.Time.GetElapsedTime(refused.At) < RecentPauses * config.RefusedPause;

    private void Drain(TaskCompletionSource done)
    {
        _drained = done;
        foreach (HeldOrder held in _held.Values.ToArray())
        {
            Leave(held);
            if (held.Queue is { } queue) Move(() => queue.ReturnAsync(held.Order, held.Tag));
        }
        TellDrained();
    }

    private void TellDrained()
    {
        if (_movingCount == 0) _drained?.TrySetResult();
    }

    private void LeaveUnclaimed()
    {
        foreach (HeldOrder held in _held.Values.Where(held => held.Queue is null).ToArray())
        {
            tell($"leaves {held.Order.Run} to others");
            Leave(held);
        }
    }

    private void Leave(HeldOrder held)
    {
        _held.Remove(held.Order.Run);
        if (held.Watched is { } name) forget(name);
    }

    private void PutAside(HeldOrder held, string reason)
    {
        if (held.Queue is not { } queue) return; // whoever has it now finds out for itself
        var aside = new AsideRun(held.Order, config.Node, reason, Context.System.Time.GetUtcNow());
        Move(() => queue.PutAsideAsync(aside, held.Tag));
    }

    // Where the session is lost on the way, the order goes back to the queue by itself.
    private void Move(Func<Task> move)
    {
        _movingCount++;
        Context.PipeToSelf(_ => move(), () => new WorkerMessage.OrderMoved(), _ => new WorkerMessage.OrderMoved());
    }
}
