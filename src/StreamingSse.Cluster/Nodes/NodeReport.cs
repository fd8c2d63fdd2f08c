namespace StreamingSse.Cluster.Nodes;

/// <summary>What a node says of itself when asked.</summary>
/// <param name="Roles">worker, aggregator, dashboard.</param>
/// <param name="Capacity">Runs it can hold; 0 for a node that is no worker.</param>
/// <param name="IsDraining">It takes no more runs and gives back those it holds.</param>
/// <param name="IsTrainer">It is the aggregator that trains the models.</param>
/// <param name="RowCount">Rows of its table; 0 for a node that is no aggregator.</param>
/// <param name="Refused">Runs that it could not read, with the reason; the latest few.</param>
public sealed record NodeReport(
    string Node, IReadOnlyList<string> Roles, int Capacity, bool IsDraining, bool IsTrainer, long RowCount, IReadOnlyList<HeldRun> Held, IReadOnlyList<HeldRun> Refused);

/// <param name="State">What its reader is at, or why it was refused, in words.</param>
public sealed record HeldRun(string Run, string State, long FrameCount);
