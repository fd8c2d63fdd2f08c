namespace StreamingSse.Pipeline.Checkpoints;

/// <summary>Where and how often a run's state is written, so that a watch can go on from it.</summary>
/// <param name="Path">The file; it is taken over by a whole new one each time.</param>
/// <param name="Every">Time from the end of one checkpoint to the next.</param>
/// <param name="MaxBytes">A larger one is not written: reading the run again costs less.</param>
public sealed record CheckpointPlan(string Path, TimeSpan Every, long MaxBytes)
{
    /// <summary>As large as one file can be.</summary>
    public const long Unlimited = int.MaxValue / 2;

    /// <summary>The file's name among a run's results.</summary>
    public const string FileName = "checkpoint.sse";
}
