namespace StreamingSse.Cluster.Nodes;

/// <summary>What a node does; one process may do several.</summary>
[Flags]
public enum NodeRoles
{
    None = 0,

    /// <summary>Watches runs.</summary>
    Worker = 1,

    /// <summary>Folds the states of all runs into a table that is kept, and trains where it is the elected one.</summary>
    Aggregator = 2,

    /// <summary>Folds them for the page; keeps nothing and trains nothing.</summary>
    Dashboard = 4,
}
