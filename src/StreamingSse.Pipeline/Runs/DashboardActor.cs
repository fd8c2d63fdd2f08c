using StreamingSse.Formats.Following;
using StreamingSse.Pipeline.Actors;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What the <see cref="DashboardActor"/> is told.</summary>
public abstract record DashboardMessage
{
    public sealed record RunStarted(RunSetup Setup, RunCounters Counters) : DashboardMessage;

    public sealed record SourceTold(string Run, SourceEvent Event) : DashboardMessage;

    public sealed record SnapshotTaken(string Run, JoinedSnapshot Joined) : DashboardMessage;

    public sealed record RunEnded(string Run, string Reason) : DashboardMessage;

    public sealed record RunFailed(string Run, string Reason) : DashboardMessage;
}

/// <summary>Keeps the latest of every run for whoever looks.</summary>
internal sealed class DashboardActor(Dashboard board) : Actor<DashboardMessage>
{
    protected override void Receive(DashboardMessage message)
    {
        switch (message)
        {
            case DashboardMessage.RunStarted started: board.Put(new RunView(started.Setup, started.Counters)); break;
            case DashboardMessage.SourceTold told: board.Update(told.Run, view => view.With(told.Event, Context.System.Time.GetUtcNow())); break;
            case DashboardMessage.SnapshotTaken taken: board.Update(taken.Run, view => view.With(taken.Joined)); break;
            case DashboardMessage.RunEnded ended: board.Update(ended.Run, view => view with { End = new RunEnd(ended.Reason, Failed: false) }); break;
            case DashboardMessage.RunFailed failed: board.Update(failed.Run, view => view with { End = new RunEnd(failed.Reason, Failed: true) }); break;
            default: Unhandled(message); break;
        }
    }
}
