using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Links;

/// <summary>Sends the newest state of every watched run over a link; while the link is busy or away, the newest of each run waits.</summary>
/// <param name="session">Names this watch in the stamps of its states.</param>
internal sealed class PublishActor(IRunLink link, string session, TimeSpan retryAfter) : Actor<RunNews>
{
    private readonly Dictionary<string, Watched> _runs = [];
    private readonly Dictionary<string, RunState> _waiting = [];
    private readonly List<TaskCompletionSource> _drained = [];
    private bool _isBusy;

    protected override void Receive(RunNews message)
    {
        switch (message)
        {
            case RunNews.RunStarted started: _runs[started.Run] = new Watched(started.Setup, started.Counters, new EngineSpeed(Context.System.Time)); break;
            case RunNews.SnapshotTaken taken: if (_runs.TryGetValue(taken.Run, out Watched? grown)) Publish(grown, taken.Joined); break;
            case RunNews.RunEnded ended: if (_runs.TryGetValue(ended.Run, out Watched? done)) End(done, null); break;
            case RunNews.RunFailed failed: if (_runs.TryGetValue(failed.Run, out Watched? broken)) End(broken, failed.Reason); break;
            case RunNews.RunForgotten: _runs.Remove(message.Run); break; // what waits to be sent is sent
            case Sent sent: Conclude(sent); break;
            case Retry: Send(); break;
            case Drain drain: _drained.Add(drain.Done); TellDrained(); break;
            default: break; // news that others listen to
        }
    }

    private void Publish(Watched run, JoinedSnapshot joined)
    {
        run.Latest = joined;
        run.Speed.Add(run.Setup, run.Counters, joined.Snapshot.Run.LastPs - joined.Snapshot.Run.FirstPs);
        Wait(RunStates.Of(run.Setup, Stamp(joined, isFinal: false), joined.Snapshot, run.Speed.PsPerHour, null, ""));
    }

    private void End(Watched run, string? failure)
    {
        if (run.Latest is not { } joined) return; // no frame was read: there is no state to tell
        string fingerprint = SourceFingerprint.Of(run.Setup);
        Wait(RunStates.Of(run.Setup, Stamp(joined, isFinal: failure is null), joined.Snapshot, run.Speed.PsPerHour, failure, fingerprint));
    }

    private StateStamp Stamp(JoinedSnapshot joined, bool isFinal) => new(session, joined.Generation, joined.Snapshot.FrameCount, isFinal);

    private void Wait(RunState state)
    {
        _waiting[state.Run] = state; // the newest supersedes all before it
        if (!_isBusy) Send();
    }

    private void Send()
    {
        _isBusy = _waiting.Count > 0;
        if (!_isBusy)
        {
            TellDrained();
            return;
        }
        RunState next = _waiting.Values.First();
        _waiting.Remove(next.Run);
        Context.PipeToSelf(stop => link.PublishAsync(next, stop).AsTask(), () => new Sent(next, null), cause => new Sent(next, cause));
    }

    private void Conclude(Sent sent)
    {
        if (sent.Failure is null)
        {
            Send();
            return;
        }
        if (sent.Failure is not IOException) throw sent.Failure;
        _waiting.TryAdd(sent.State.Run, sent.State);
        Context.Timers.StartSingleTimer("retry", new Retry(), retryAfter);
    }

    private void TellDrained()
    {
        if (_isBusy || _waiting.Count > 0) return;
        foreach (TaskCompletionSource done in _drained) done.TrySetResult();
        _drained.Clear();
    }

    /// <summary>Asks to be told when nothing waits any more.</summary>
    internal sealed record Drain(TaskCompletionSource Done) : RunNews("");

    private sealed record Sent(RunState State, Exception? Failure) : RunNews(State.Run);

    private sealed record Retry() : RunNews("");

    private sealed class Watched(RunSetup setup, RunCounters counters, EngineSpeed speed)
    {
        public RunSetup Setup => setup;

        public RunCounters Counters => counters;

        public EngineSpeed Speed => speed;

        public JoinedSnapshot? Latest { get; set; }
    }
}
