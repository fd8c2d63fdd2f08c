using StreamingSse.Cluster.Broker;

namespace StreamingSse.Cluster.Nodes;

/// <summary>A run that this worker watches, and the delivery by which it holds it.</summary>
/// <param name="Queue">The session of the delivery; null after it was lost: the run goes on, and may be another's by now.</param>
internal sealed record HeldOrder(RunOrder Order, RunQueue? Queue, ulong Tag)
{
    /// <summary>Its name in this node's pipeline; null before it is watched.</summary>
    public string? Watched { get; init; }

    public string State { get; init; } = "starting";

    public long FrameCount { get; init; }

    /// <summary>How its states call it; null before it is watched.</summary>
    public string? StateName { get; init; }

    /// <summary>The broker holds the last state of the run: the order can be settled.</summary>
    public bool IsSafe { get; init; }

    public HeldOrder Unclaimed() => this with { Queue = null, Tag = 0 };
}
