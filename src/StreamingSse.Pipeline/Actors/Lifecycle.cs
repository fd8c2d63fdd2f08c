namespace StreamingSse.Pipeline.Actors;

/// <summary>Told to whoever watches an actor, once it is gone for good.</summary>
/// <param name="Cause">The failure for which its supervisor stopped it; null where it was asked to stop.</param>
public sealed record Terminated(ActorRef Actor, Exception? Cause);

/// <summary>Published on the system's event stream for every failure of an actor, with what was decided.</summary>
/// <param name="Backoff">How long a restart waits.</param>
public sealed record ActorFailed(ActorRef Actor, Exception Cause, Directive Decision, TimeSpan Backoff);

/// <summary>An actor's constructor, PreStart or PostRestart failed.</summary>
public sealed class ActorInitializationException(ActorRef actor, Exception cause)
    : Exception($"{actor.Path}: expected to start, got {cause.GetType().Name}: {cause.Message}", cause);

/// <summary>An actor was told that one it watches is gone, and has no message for that.</summary>
public sealed class DeathPactException(ActorRef watcher, ActorRef gone)
    : Exception($"{watcher.Path}: watches {gone.Path}, which is gone, and takes no {nameof(Terminated)}");
