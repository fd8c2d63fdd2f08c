namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>GROMACS: SIGTERM once, to mdrun itself or through Slurm; it ends within some steps, writes its checkpoint and exits with 1.</summary>
internal sealed class GromacsStop(EngineInstance engine, string folder) : StopWay
{
    private const string Launcher = "srun"; // a SIGTERM to itself makes it kill its step
    private const string Told = "Received the TERM signal";

    private readonly string? _job = engine switch
    {
        EngineInstance.Job job => job.JobId,
        EngineInstance.Local { Name: Launcher } => Environment.GetEnvironmentVariable("SLURM_JOB_ID"),
        _ => null,
    };

    public override string Deed => _job is null ? "send SIGTERM" : $"scancel --signal=TERM {_job}";

    public override string? ClosedBecause()
    {
        if (_job is null && engine is EngineInstance.Local local && !EngineFinder.IsProgram("GROMACS", local.Name))
            return $"{local.InWords} is not mdrun: expected gmx, gmx_mpi or mdrun, whom a signal does not kill";
        return WasTold() ? "its log says that it has received the signal before" : null;
    }

    public override async Task SendAsync(CancellationToken stop)
    {
        if (_job is not null)
        {
            ProgramRun sent = await SlurmJob.SignalAsync(_job, "TERM", stop);
            if (sent.Exit != 0) throw new IOException($"scancel: {sent.Error.Trim()}");
        }
        else if (PosixProcess.Signal(((EngineInstance.Local)engine).Process.Pid, PosixProcess.Terminate) is { } problem) throw new IOException(problem);
    }

    public override string HowItEnded() =>
        LogTail.Last(LogTail.Files(folder, ".log"), Told, "Finished mdrun", "Fatal error") ?? "its log does not say how";

    // An appended log tells of earlier parts, too: only what came after its last start counts.
    private bool WasTold()
    {
        if (LogTail.Files(folder, ".log").FirstOrDefault() is not { } log) return false;
        bool told = false;
        foreach (string line in File.ReadLines(log)) told = (told || line.Contains(Told, StringComparison.Ordinal)) && !line.StartsWith("Started mdrun", StringComparison.Ordinal);
        return told;
    }
}
