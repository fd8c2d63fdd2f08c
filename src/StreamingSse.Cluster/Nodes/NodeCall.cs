namespace StreamingSse.Cluster.Nodes;

/// <summary>What every node is asked at once; each answers with a <see cref="NodeReport"/>.</summary>
/// <param name="Node">The one that is meant; empty for all.</param>
public sealed record NodeCall(NodeCallKind Kind, string Node)
{
    public bool IsFor(string node) => Node.Length == 0 || Node == node;
}

/// <summary>Numbers are never used again for something else.</summary>
public enum NodeCallKind
{
    Report = 1,

    /// <summary>Take no more runs, and give back those that are held.</summary>
    Drain = 2,
}
