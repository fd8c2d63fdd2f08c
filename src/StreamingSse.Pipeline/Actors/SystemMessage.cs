namespace StreamingSse.Pipeline.Actors;

/// <summary>What actors tell each other about their lives. Never refused, and taken before every other message.</summary>
internal abstract record SystemMessage
{
    public sealed record Start : SystemMessage;

    /// <param name="Cause">The failure for which a supervisor stops the actor; null where it was asked to stop.</param>
    public sealed record Stop(Exception? Cause) : SystemMessage;

    public sealed record Resume : SystemMessage;

    public sealed record Restart(Exception Cause, TimeSpan Backoff) : SystemMessage;

    public sealed record BackoffEnded(Exception Cause) : SystemMessage;

    public sealed record Failed(ActorCell Child, Exception Cause) : SystemMessage;

    public sealed record Watch(ActorRef Watcher) : SystemMessage;

    public sealed record Unwatch(ActorRef Watcher) : SystemMessage;

    public sealed record Died(ActorRef Actor, Exception? Cause) : SystemMessage;

    public sealed record OperationEnded(Task Operation) : SystemMessage;
}
