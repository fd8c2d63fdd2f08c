using StreamingSse.Formats.Following;
using StreamingSse.Formats.Imd;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>The one engine that a stop is meant for. When it has ended, nothing is done, whatever runs by then.</summary>
public abstract record EngineInstance
{
    private EngineInstance()
    {
    }

    /// <summary>True where it has ended; a job that Slurm has forgotten has.</summary>
    public abstract Task<bool> HasEndedAsync(CancellationToken stop);

    /// <summary>How long to wait between two questions.</summary>
    public abstract TimeSpan AskEvery { get; }

    public abstract string InWords { get; }

    /// <param name="Name">Of its program.</param>
    /// <param name="Folder">Its working directory; null where that may not be seen.</param>
    public sealed record Local(EngineProcess Process, string Name, string? Folder, string Host) : EngineInstance
    {
        public override TimeSpan AskEvery => TimeSpan.FromSeconds(0.25);

        public override string InWords => $"process {Process.Pid} ({Name}) on {Host}";

        public override Task<bool> HasEndedAsync(CancellationToken stop) => Task.FromResult(Process.IsOver);
    }

    /// <summary>The simulation at the other end of the socket that is watched: this connection's, none that may serve there later.</summary>
    public sealed record Socket(ImdAddress Address, ImdControl Control) : EngineInstance
    {
        public override TimeSpan AskEvery => TimeSpan.FromSeconds(0.25);

        public override string InWords => $"the simulation at {Address}";

        public override Task<bool> HasEndedAsync(CancellationToken stop) => Task.FromResult(Control.IsOver);
    }

    /// <param name="JobId">As Slurm writes it.</param>
    public sealed record Job(string JobId) : EngineInstance
    {
        public override TimeSpan AskEvery => TimeSpan.FromSeconds(5);

        public override string InWords => $"Slurm job {JobId}";

        public override async Task<bool> HasEndedAsync(CancellationToken stop) => (await SlurmJob.AskAsync(JobId, stop)).HasEnded;
    }
}
