using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Health;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Runs;

/// <summary>What watched runs have to say, to whoever listens: the dashboard, and every other actor that <see cref="Topology"/> names.</summary>
public abstract record RunNews(string Run)
{
    public sealed record RunStarted(RunSetup Setup, RunCounters Counters) : RunNews(Setup.Name);

    public sealed record SourceTold(string Run, SourceEvent Event) : RunNews(Run);

    /// <summary>A state, not a change: the newest supersedes all before it.</summary>
    public sealed record SnapshotTaken(string Run, JoinedSnapshot Joined) : RunNews(Run);

    /// <summary>How far the stopping of its engine is.</summary>
    public sealed record StopTold(string Run, StopNews News) : RunNews(Run);

    /// <summary>Something is wrong with the run.</summary>
    public sealed record AlarmRaised(string Run, HealthAlarm Alarm) : RunNews(Run);

    /// <summary>Something that the user should read once.</summary>
    public sealed record NoticeTold(string Run, string Text) : RunNews(Run);

    /// <summary>A listener has nothing more to say of a run that has ended.</summary>
    public sealed record LastWord(string Run) : RunNews(Run);

    public sealed record RunEnded(string Run, string Reason) : RunNews(Run);

    public sealed record RunFailed(string Run, string Reason) : RunNews(Run);

    /// <summary>Nobody here watches it any more, or wants to know of it.</summary>
    public sealed record RunForgotten(string Run) : RunNews(Run);
}

/// <summary>Everyone who is told of runs. Each hears the news of one run in the order in which it was told.</summary>
/// <param name="hear">Another one, called on the teller's turn.</param>
internal sealed class RunListeners(ActorRef<RunNews>[] listeners, Action<RunNews>? hear = null)
{
    public void Tell(RunNews news)
    {
        foreach (ActorRef<RunNews> listener in listeners) listener.Tell(news);
        hear?.Invoke(news);
    }
}
