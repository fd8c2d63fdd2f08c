using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Pipeline.Stopping.Ways;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>Whom to stop, and how.</summary>
internal sealed record StopTarget(EngineInstance Instance, StopWay Way, string Trajectory, FileIdentity? File)
{
    /// <summary>Looks for the engine that writes the trajectory now. Touches nothing.</summary>
    /// <param name="trajectory">The file that is being written.</param>
    /// <param name="problem">Why the run cannot be stopped; null where it can.</param>
    public static StopTarget? Find(RunPlan plan, string trajectory, EngineHint hint, out string? problem)
    {
        problem = null;
        if (plan.Imd is { } socket)
        {
            var kill = new ImdKill(socket);
            problem = kill.ClosedBecause();
            return problem is null ? new StopTarget(new EngineInstance.Socket(socket.Address, socket.Control), kill, trajectory, null) : null;
        }

        EngineInstance? instance = hint.JobId is { } job ? new EngineInstance.Job(job) : EngineFinder.Find(plan.Engine, trajectory, hint, out problem);
        if (instance is null) return null;
        if (FileIdentity.OfPath(trajectory) is not { } file) problem = $"{trajectory}: expected the trajectory, got no file";
        else if (StopWays.For(plan.Engine, trajectory, instance) is not { } way) problem = $"no way is known to stop {plan.Engine}";
        else if (way.ClosedBecause() is { } closed) problem = closed;
        else return new StopTarget(instance, way, trajectory, file);
        return null;
    }

    /// <summary>Why nothing may be written any more; null while the engine is the one that was found, and still runs.</summary>
    public async Task<string?> NoLongerAsync(CancellationToken stop)
    {
        if (Instance is EngineInstance.Job job && await SlurmJob.AskAsync(job.JobId, stop) is { IsRunning: false } asked)
            return asked.Problem ?? (asked.Exists ? $"{Instance.InWords} is {asked.State}" : $"{Instance.InWords} has ended");
        if (await Instance.HasEndedAsync(stop)) return $"{Instance.InWords} has ended";
        return FileIdentity.OfPath(Trajectory) == File ? null : $"{Trajectory} is another file by now: another engine may write it";
    }
}
