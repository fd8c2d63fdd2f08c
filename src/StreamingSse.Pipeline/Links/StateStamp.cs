namespace StreamingSse.Pipeline.Links;

/// <summary>Which of two states of one run is the newer. Any two readers that have seen the same states agree, in whatever order they came.</summary>
/// <param name="Session">The watch that made it: its start in UTC and a random end, so that sessions sort by time.</param>
/// <param name="Generation">Counts how often the run began anew in its session.</param>
/// <param name="IsFinal">Its reader had read all that there was.</param>
public sealed record StateStamp(string Session, int Generation, long FrameCount, bool IsFinal)
{
    /// <summary>A name for a session that begins now.</summary>
    public static string NewSession(TimeProvider clock) => $"{clock.GetUtcNow():yyyyMMdd'T'HHmmss.fff}-{Guid.NewGuid().ToString("N")[..6]}";

    /// <remarks>
    /// More frames win. But where a later session has read to the end and found fewer, the run was replaced by another in the same place, and what the earlier
    /// session saw is over.
    /// </remarks>
    public bool Supersedes(StateStamp? other)
    {
        if (other is null) return true;
        int later = string.CompareOrdinal(Session, other.Session);
        if (later > 0 && IsFinal) return true;
        if (later < 0 && other.IsFinal) return false;
        return (Generation, FrameCount, IsFinal, later).CompareTo((other.Generation, other.FrameCount, other.IsFinal, 0)) > 0;
    }
}
