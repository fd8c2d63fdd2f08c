namespace StreamingSse.Pipeline.Actors;

/// <summary>What a supervisor does with a child that failed.</summary>
public enum Directive
{
    /// <summary>It goes on with its next message and keeps its state.</summary>
    Resume,

    /// <summary>A new one takes its place and its mailbox.</summary>
    Restart,

    /// <summary>It is stopped for good.</summary>
    Stop,

    /// <summary>The supervisor fails in its turn.</summary>
    Escalate,
}

/// <summary>Decides for each failed child by itself.</summary>
/// <remarks>
/// A child that failed for the n-th time within the window is restarted after MinBackoff · 2ⁿ⁻¹, at most MaxBackoff, and
/// stopped where n is more than MaxRestarts. The window slides, so a child that runs well for its length starts anew.
/// </remarks>
/// <param name="Decider">Null for: restart, but stop what could not be created or did not want to outlive another.</param>
public sealed record OneForOneStrategy(
    int MaxRestarts, TimeSpan Window, TimeSpan MinBackoff, TimeSpan MaxBackoff, Func<Exception, Directive>? Decider = null)
{
    public static OneForOneStrategy Default { get; } =
        new(MaxRestarts: 10, Window: TimeSpan.FromMinutes(10), MinBackoff: TimeSpan.FromMilliseconds(200), MaxBackoff: TimeSpan.FromSeconds(30));

    public static Directive DefaultDecider(Exception cause) =>
        cause is ActorInitializationException or DeathPactException ? Directive.Stop : Directive.Restart;

    internal Directive Decide(Exception cause) => (Decider ?? DefaultDecider)(cause);

    /// <summary>Notes a restart at <paramref name="now"/> unless there were too many.</summary>
    /// <param name="restarts">Earlier restarts of the child, oldest first.</param>
    internal bool MayRestart(Queue<DateTimeOffset> restarts, DateTimeOffset now, out TimeSpan backoff)
    {
        while (restarts.TryPeek(out DateTimeOffset oldest) && now - oldest > Window) restarts.Dequeue();
        double factor = Math.Pow(2, Math.Min(restarts.Count, 40)); // 2⁴⁰ ms is 35 years
        backoff = TimeSpan.FromTicks((long)Math.Min(MinBackoff.Ticks * factor, MaxBackoff.Ticks));
        if (restarts.Count >= MaxRestarts) return false;
        restarts.Enqueue(now);
        return true;
    }
}
