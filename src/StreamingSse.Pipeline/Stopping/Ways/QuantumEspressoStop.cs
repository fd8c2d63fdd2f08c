using System.Text.RegularExpressions;

namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>Quantum ESPRESSO: PREFIX.EXIT where it runs; it ends in order and deletes the file.</summary>
internal sealed partial class QuantumEspressoStop : StopWay
{
    private readonly string _folder;
    private readonly StopFile? _file;

    public QuantumEspressoStop(string folder)
    {
        _folder = folder;
        if (PrefixIn(folder) is { } prefix) _file = new StopFile(Path.Combine(folder, prefix + ".EXIT"), "");
    }

    public override string Deed => _file is null ? "nothing: the way is closed" : $"write {_file.Path}, which Quantum ESPRESSO looks for at each step";

    public override string? ClosedBecause() =>
        _file is null ? $"{_folder}: expected one input with &CONTROL, for its prefix, got none or several that differ" : _file.Obstacle();

    public override Task SendAsync(CancellationToken stop)
    {
        _file!.Write();
        return Task.CompletedTask;
    }

    public override void Adopt() => _file?.Adopt();

    public override IReadOnlyList<string> RemoveLeftovers() => _file!.Remove();

    public override string HowItEnded() =>
        LogTail.Last(LogTail.Files(_folder, ".out", ".log"), "stopped by user request", "JOB DONE") ?? "its output does not say how";

    /// <summary>The prefix that the folder's inputs name, pwscf where they name none; null unless they agree.</summary>
    private static string? PrefixIn(string folder)
    {
        string[] inputs = [.. LogTail.Files(folder, ".in", ".pwi").Select(File.ReadAllText).Where(text => text.Contains("&control", StringComparison.OrdinalIgnoreCase))];
        string[] prefixes = [.. inputs.Select(text => Prefix().Match(text) is { Success: true } set ? set.Groups["prefix"].Value : "pwscf").Distinct()];
        return prefixes is [var only] ? only : null;
    }

    [GeneratedRegex(@"^\s*prefix\s*=\s*['""](?<prefix>[^'""]+)['""]", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Prefix();
}
