namespace StreamingSse.Cluster.Nodes;

/// <summary>A run that nobody watches any more though it did not end.</summary>
public sealed record AsideRun(RunOrder Order, string Node, string Reason, DateTimeOffset At);
