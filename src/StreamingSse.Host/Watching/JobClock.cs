using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Watching;

/// <summary>When the Slurm job of a run is ended by its time limit. Asked seldom, as a limit may be changed.</summary>
/// <param name="jobId">Null where there is no job.</param>
internal sealed class JobClock(string? jobId, TimeProvider clock)
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(10);
    private long _askedAt;
    private DateTime? _endsAt;

    /// <summary>Null where there is no job, no limit, or Slurm does not answer.</summary>
    public TimeSpan? Left => _endsAt is { } end && end - clock.GetLocalNow().DateTime is var left && left > TimeSpan.Zero ? left : null;

    /// <summary>The job that was named, or the one that we run in.</summary>
    public static JobClock Of(string? named, TimeProvider clock) => new(named ?? Environment.GetEnvironmentVariable("SLURM_JOB_ID"), clock);

    public async Task RefreshAsync(CancellationToken stop)
    {
        if (jobId is null || (_askedAt != 0 && clock.GetElapsedTime(_askedAt) < AskEvery)) return;
        _askedAt = clock.GetTimestamp();
        SlurmJob job = await SlurmJob.AskAsync(jobId, stop);
        if (job.Problem is null) _endsAt = job.EndsAt;
    }
}
