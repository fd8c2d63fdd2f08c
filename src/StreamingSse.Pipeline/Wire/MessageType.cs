namespace StreamingSse.Pipeline.Wire;

/// <summary>What an envelope holds. Numbers are never used again for something else.</summary>
public enum MessageType
{
    RunSnapshot = 1,
    RunState = 2,
    Checkpoint = 3,

    /// <summary>A run that waits for a worker.</summary>
    RunOrder = 10,

    /// <summary>A run that was set aside.</summary>
    AsideRun = 11,

    /// <summary>A question or an order to the nodes of a cluster.</summary>
    NodeCall = 12,

    /// <summary>What a node says of itself.</summary>
    NodeReport = 13,
}
