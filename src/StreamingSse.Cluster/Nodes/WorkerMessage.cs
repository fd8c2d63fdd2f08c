using StreamingSse.Cluster.Broker;
using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Cluster.Nodes;

/// <summary>What a <see cref="WorkerActor"/> is told.</summary>
internal abstract record WorkerMessage
{
    public sealed record SessionBegan(RunQueue Queue) : WorkerMessage;

    /// <summary>Every delivery is void: the broker gives the runs to whoever asks first.</summary>
    public sealed record SessionLost : WorkerMessage;

    public sealed record Offered(RunQueue Queue, Delivery Delivery) : WorkerMessage;

    /// <summary>The files of an offered run were found and understood.</summary>
    public sealed record Understood(string Run, RunSetup Setup) : WorkerMessage;

    /// <summary>They are not there: others may see them.</summary>
    public sealed record NotSeen(string Run, string Reason) : WorkerMessage;

    /// <summary>They are there, and were not understood.</summary>
    public sealed record NotUnderstood(string Run, Exception Cause) : WorkerMessage;

    public sealed record Heard(RunNews News) : WorkerMessage;

    /// <summary>The broker holds the last state of a run.</summary>
    public sealed record LastStateConfirmed(string StateName) : WorkerMessage;

    /// <summary>Runs that were not offered again since the session began are others' by now.</summary>
    public sealed record AdoptionOver : WorkerMessage;

    /// <summary>Answered with a <see cref="WorkerReport"/>.</summary>
    public sealed record Report : WorkerMessage;

    /// <summary>Take no more runs, give back those that are held, and say when the broker has them all.</summary>
    public sealed record Drain(TaskCompletionSource Done) : WorkerMessage;

    /// <summary>An order was moved or settled, or its session was lost meanwhile; then the loss is told separately.</summary>
    public sealed record OrderMoved : WorkerMessage;
}

/// <summary>What a worker holds, and what it could not read.</summary>
internal sealed record WorkerReport(bool IsDraining, IReadOnlyList<HeldRun> Held, IReadOnlyList<HeldRun> Refused);
