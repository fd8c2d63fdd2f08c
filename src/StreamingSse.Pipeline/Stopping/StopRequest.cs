using System.Text.Json;
using StreamingSse.Formats.Following;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>sse-stop.json beside the audit: whom a stop was meant for. Whoever watches the run next sees that one's end through, and asks nobody else.</summary>
/// <param name="Pid">0 for a job of Slurm's.</param>
internal sealed record StopRequest(DateTimeOffset At, string Reason, string Host, int Pid, long StartTicks, string Name, string? Folder, string? JobId)
{
    private const string FileName = "sse-stop.json";

    public EngineInstance Instance => JobId is { } job ? new EngineInstance.Job(job) : new EngineInstance.Local(new EngineProcess(Pid, StartTicks), Name, Folder, Host);

    /// <summary>True where its end can be seen from here.</summary>
    public bool IsInSight => JobId is not null || Host == Environment.MachineName;

    public static StopRequest Of(EngineInstance instance, string reason, DateTimeOffset now) => instance switch
    {
        EngineInstance.Job job => new(now, reason, "", 0, 0, "", null, job.JobId),
        EngineInstance.Local local => new(now, reason, local.Host, local.Process.Pid, local.Process.StartTicks, local.Name, local.Folder, null),
        _ => throw new ArgumentException($"expected a process or a job, got {instance}", nameof(instance)),
    };

    /// <summary>What was asked since then; null where nothing was, or nothing that can be read.</summary>
    public static StopRequest? Find(string folder, DateTimeOffset since)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            StopRequest? found = File.Exists(path) ? JsonSerializer.Deserialize<StopRequest>(File.ReadAllText(path)) : null;
            return found?.At >= since ? found : null;
        }
        catch (JsonException)
        {
            return null; // written by hand
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }
}
