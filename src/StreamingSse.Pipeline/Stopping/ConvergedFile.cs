using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>CONVERGED, left beside a run that was stopped: the next job of its chain reads it and does not start.</summary>
/// <param name="Folder">Where it was left: a copy elsewhere is of another chain.</param>
/// <param name="TrajectoryHead">SHA-256 of the first bytes of the trajectory: a chain that was begun anew has others.</param>
public sealed record ConvergedFile(
    DateTimeOffset Time, string Run, string Folder, string Trajectory, string TrajectoryHead, string Engine, string Specie, string StopWhen, double TargetRelative,
    double AfterPs, double AtPs, double DA2PerPs, double Low95A2PerPs, double High95A2PerPs, double TestedLagPs, string RuleVersion, string Reason, string Done)
{
    public const string FileName = "CONVERGED";
    private const int HeadBytes = 4096;
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The folder that belongs to a run: what was named, or where the named file is.</summary>
    public static string FolderOf(string path) => Path.GetFullPath(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!);

    public static ConvergedFile Of(RunPlan plan, string trajectory, StopWhen when, StopFacts facts, string done, DateTimeOffset now)
    {
        string folder = FolderOf(plan.Path);
        return new(
            now, facts.Run, folder, Path.GetRelativePath(folder, trajectory), Head(trajectory), plan.Engine, facts.Specie, when.ToString(), when.TargetRelative, when.AfterPs, facts.AtPs,
            facts.D.Value, facts.D.Low95, facts.D.High95, facts.TestedLagPs, facts.RuleVersion, facts.Reason, done);
    }

    /// <summary>Writes it whole or not at all.</summary>
    public string Write()
    {
        string path = Path.Combine(Folder, FileName);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, Form) + "\n");
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    /// <summary>What a folder's file says; null where there is none.</summary>
    /// <param name="problem">Why the file there does not count; null where it does, or where there is none.</param>
    public static ConvergedFile? Find(string folder, StopWhen when, out string? problem)
    {
        problem = null;
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            ConvergedFile? found = JsonSerializer.Deserialize<ConvergedFile>(File.ReadAllText(path), Form);
            problem = found is null ? $"{path}: expected an object, got nothing" : found.Refusal(Path.GetFullPath(folder), when);
            return problem is null ? found : null;
        }
        catch (JsonException bad)
        {
            problem = $"{path}: expected what sse left there, got {bad.Message}";
            return null;
        }
    }

    private string? Refusal(string folder, StopWhen when)
    {
        string trajectory = Path.Combine(folder, Trajectory);
        if (Folder != folder) return $"{FileName} is of {Folder}, not of this folder";
        if (when.Specie is { } specie && specie != Specie) return $"{FileName} is about {Specie}, wanted is {specie}";
        if (TargetRelative > when.TargetRelative || AfterPs < when.AfterPs && AtPs < when.AfterPs) return $"{FileName} is for {StopWhen}, wanted is {when}";
        return File.Exists(trajectory) && Head(trajectory) != TrajectoryHead ? $"{FileName} is of another run: {Trajectory} was begun anew" : null;
    }

    private static string Head(string trajectory)
    {
        using var file = new FileStream(trajectory, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] head = new byte[HeadBytes];
        return Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false))));
    }
}
