using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>Hears of every run, and stops the engine of one that has converged: once, or not at all.</summary>
/// <param name="plan">For runs that have none of their own; null where such runs are never stopped.</param>
/// <param name="finish">A run whose engine has ended is read to its end.</param>
internal sealed class StopActor(StopPlan? plan, RunFinish finish, ActorRef<RunNews> dashboard) : Actor<RunNews>
{
    private readonly Dictionary<string, RunStop> _stops = [];

    protected override void Receive(RunNews message)
    {
        switch (message)
        {
            case RunNews.RunStarted started: Begin(started.Setup); break;
            case RunNews.SourceTold told: Known(told.Run)?.Follow(told.Event); break;
            case RunNews.SnapshotTaken taken: Take(taken); break;
            case RunNews.StopTold told: Heard(told); break;
            case RunNews.RunEnded or RunNews.RunFailed: End(message.Run); break;
            case RunNews.RunForgotten: _stops.Remove(message.Run); break; // a stop that is under way is brought to its end
            default: break; // other news is for others
        }
    }

    // Nothing is known of a run that is not to be stopped or, after a failure of this actor, that began before it: none of them is stopped a second time.
    private RunStop? Known(string run) => _stops.GetValueOrDefault(run);

    private void Begin(RunSetup setup)
    {
        if ((setup.Stop ?? plan) is not { } own) return;
        var stop = new RunStop(setup, own, Context.System.Time);
        _stops[setup.Name] = stop;
        Context.PipeToSelf(
            stop.AnnounceAsync,
            news => new RunNews.StopTold(setup.Name, news),
            failure => new RunNews.StopTold(setup.Name, new StopNews(StopStage.Closed, $"cannot stop this run: {failure.Message}")));
    }

    private void Take(RunNews.SnapshotTaken taken)
    {
        if (Known(taken.Run) is not { } stop) return;
        stop.Latest = taken.Joined.Snapshot;
        Consider(taken.Run);
    }

    // Once, and only when it is known whom to stop.
    private void Consider(string run)
    {
        RunStop stop = _stops[run];
        if (!stop.IsAnnounced || stop.IsDecided || stop.Latest is null || StopPolicy.Decide(stop.When, run, stop.Latest) is not { } facts) return;
        (stop.IsDecided, stop.IsUnderWay) = (true, true);
        Context.PipeToSelf(
            cancel => stop.ActAsync(facts, news => dashboard.Tell(new RunNews.StopTold(run, news)), finish.AllAsked, cancel),
            news => new RunNews.StopTold(run, news),
            failure => new RunNews.StopTold(run, new StopNews(StopStage.LeftAlone, $"not stopped: {failure.Message}")));
    }

    // What this actor's own operations have come to.
    private void Heard(RunNews.StopTold told)
    {
        dashboard.Tell(told);
        if (Known(told.Run) is not { } stop) return;
        bool isAnnouncement = told.News.Stage is StopStage.Ready or StopStage.Closed;
        if (isAnnouncement) stop.IsAnnounced = true;
        else stop.IsUnderWay = false;
        if (told.News.Stage == StopStage.Confirmed) finish.Finish(told.Run);
        if (isAnnouncement) Consider(told.Run);
        Conclude(told.Run);
    }

    private void End(string run)
    {
        if (Known(run) is { } stop) stop.HasEnded = true;
        Conclude(run);
    }

    private void Conclude(string run)
    {
        if (Known(run) is null or { IsOver: true }) dashboard.Tell(new RunNews.LastWord(run));
    }
}
