using StreamingSse.Kernel.Health;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Health;

/// <summary>Hears of every run, and raises each alarm once: an event, a line on the screen, and the user's command.</summary>
internal sealed class HealthActor(HealthConfig config, ActorRef<RunNews> dashboard) : Actor<RunNews>
{
    private static readonly TimeSpan ExecLimit = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, RunHealth> _runs = [];

    protected override void Receive(RunNews message)
    {
        switch (message)
        {
            case RunNews.RunStarted started: _runs[started.Run] = new RunHealth(started.Setup, started.Counters, config.ToLimits()); break;
            case RunNews.SnapshotTaken taken: Raise(taken.Run, Known(taken.Run)?.Judge(taken.Joined.Snapshot)); break;
            case RunNews.SourceTold told: Raise(told.Run, Known(told.Run)?.Hear(told.Event)); break;
            case RunNews.NoticeTold told: Executed(told); break;
            case RunNews.RunEnded or RunNews.RunFailed: End(message.Run); break;
            case RunNews.RunForgotten: _runs.Remove(message.Run); break;
            default: break; // other news is for others
        }
    }

    // Nothing is known of a run that was forgotten or, after a failure of this actor, that began before it.
    private RunHealth? Known(string run) => _runs.GetValueOrDefault(run);

    private void Raise(string run, IReadOnlyList<HealthAlarm>? alarms)
    {
        foreach (HealthAlarm alarm in alarms ?? [])
        {
            dashboard.Tell(new RunNews.AlarmRaised(run, alarm));
            if (config.Exec is not { } command) continue;
            _runs[run].CommandsUnderWay++;
            Execute(run, alarm, command);
        }
    }

    // What the user's command came to.
    private void Executed(RunNews.NoticeTold told)
    {
        dashboard.Tell(told);
        if (Known(told.Run) is { } health) health.CommandsUnderWay--;
        Conclude(told.Run);
    }

    private void End(string run)
    {
        if (Known(run) is { } health) health.HasEnded = true;
        Conclude(run);
    }

    private void Conclude(string run)
    {
        if (Known(run) is null or { HasEnded: true, CommandsUnderWay: 0 }) dashboard.Tell(new RunNews.LastWord(run));
    }

    private void Execute(string run, HealthAlarm alarm, string command) => Context.PipeToSelf(
        stop => ProgramRun.RunAsync("/bin/sh", ["-c", command], _runs[run].Facts(alarm), ExecLimit, stop),
        ended => new RunNews.NoticeTold(run, $"alarm {alarm.Name}: ran {command}, exit code {ended.Exit}{(ended.Exit == 0 ? "" : $": {ended.Error.Trim()}")}"));
}
