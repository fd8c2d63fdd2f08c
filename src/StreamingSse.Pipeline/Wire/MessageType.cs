namespace StreamingSse.Pipeline.Wire;

/// <summary>What an envelope holds. Numbers are never used again for something else.</summary>
public enum MessageType
{
    RunSnapshot = 1,
    RunState = 2,
    Checkpoint = 3,
}
