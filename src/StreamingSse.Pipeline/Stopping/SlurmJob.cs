using System.Globalization;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>A job of Slurm's, asked of scontrol and signalled by scancel.</summary>
/// <param name="Exists">False where Slurm does not know the job any more.</param>
/// <param name="State">RUNNING, COMPLETED, …; empty where it does not exist.</param>
/// <param name="Exit">Exit code and signal as Slurm writes them, 0:0.</param>
/// <param name="EndsAt">When its time limit ends it, in the local time of the cluster; null without a limit.</param>
/// <param name="Problem">Why Slurm could not be asked; null where it answered.</param>
public sealed record SlurmJob(string Id, bool Exists, string State, string Exit, DateTime? EndsAt, string? Problem)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Alive = ["RUNNING", "SUSPENDED", "COMPLETING", "STOPPED", "SIGNALING", "RESIZING", "PENDING", "CONFIGURING", "REQUEUED"];

    public bool HasEnded => Problem is null && (!Exists || !Alive.Contains(State));

    public bool IsRunning => Problem is null && State == "RUNNING";

    public static async Task<SlurmJob> AskAsync(string id, CancellationToken stop)
    {
        ProgramRun run = await ProgramRun.RunAsync("scontrol", ["show", "job", "--oneliner", id], null, Patience, stop);
        if (run.Exit == 0) return Parse(id, run.Output);
        bool isUnknown = run.Error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase);
        return new SlurmJob(id, false, "", "", null, isUnknown ? null : $"scontrol: {run.Error.Trim()}");
    }

    /// <summary>Parses what <c>scontrol show job --oneliner</c> prints: KEY=VALUE, separated by spaces.</summary>
    public static SlurmJob Parse(string id, string line)
    {
        var values = new Dictionary<string, string>();
        foreach (string pair in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split('=', 2) is [var key, var value]) values.TryAdd(key, value);
        bool hasEnd = DateTime.TryParse(values.GetValueOrDefault("EndTime"), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime end);
        bool isLimited = values.GetValueOrDefault("TimeLimit") is not ("UNLIMITED" or null);
        return new SlurmJob(id, values.Count > 0, values.GetValueOrDefault("JobState", ""), values.GetValueOrDefault("ExitCode", ""), hasEnd && isLimited ? end : null, null);
    }

    /// <summary>Sends a signal to the job's steps: the engine started by srun, not the job script.</summary>
    public static Task<ProgramRun> SignalAsync(string id, string signal, CancellationToken stop) =>
        ProgramRun.RunAsync("scancel", [$"--signal={signal}", id], null, Patience, stop);
}
