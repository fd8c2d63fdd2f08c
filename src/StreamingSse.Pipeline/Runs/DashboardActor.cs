using StreamingSse.Pipeline.Actors;

namespace StreamingSse.Pipeline.Runs;

/// <summary>Keeps the latest of every run for whoever looks.</summary>
internal sealed class DashboardActor(Dashboard board) : Actor<RunNews>
{
    protected override void Receive(RunNews message)
    {
        switch (message)
        {
            case RunNews.RunStarted started: board.Put(new RunView(started.Setup, started.Counters)); break;
            case RunNews.SourceTold told: board.Update(told.Run, view => view.With(told.Event, Context.System.Time.GetUtcNow())); break;
            case RunNews.SnapshotTaken taken: board.Update(taken.Run, view => view.With(taken.Joined)); break;
            case RunNews.StopTold told: board.Update(told.Run, view => view.With(told.News, Context.System.Time.GetUtcNow())); break;
            case RunNews.AlarmRaised raised: board.Update(raised.Run, view => view.With(raised.Alarm)); break;
            case RunNews.NoticeTold told: board.Update(told.Run, view => view.With(told.Text, Context.System.Time.GetUtcNow())); break;
            case RunNews.LastWord last: board.Update(last.Run, view => view with { LastWordsAwaited = view.LastWordsAwaited - 1 }); break;
            case RunNews.RunEnded ended: board.Update(ended.Run, view => view with { End = new RunEnd(ended.Reason, Failed: false) }); break;
            case RunNews.RunFailed failed: board.Update(failed.Run, view => view with { End = new RunEnd(failed.Reason, Failed: true) }); break;
            case RunNews.RunForgotten: board.Remove(message.Run); break;
            default: Unhandled(message); break;
        }
    }
}
