namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>CP2K: PROJECT.EXIT where it runs; it looks about every 20 s of wall time, ends after the step and deletes the file itself.</summary>
internal sealed class Cp2kStop : StopWay
{
    private const string PositionMark = "-pos-";
    private readonly string _folder;
    private readonly StopFile? _file;

    public Cp2kStop(string trajectory, string folder)
    {
        _folder = folder;
        string name = Path.GetFileName(trajectory);
        if (name.LastIndexOf(PositionMark, StringComparison.Ordinal) is > 0 and var at) _file = new StopFile(Path.Combine(folder, name[..at] + ".EXIT"), "");
    }

    public override string Deed => _file is null ? "nothing: the way is closed" : $"write {_file.Path}, which CP2K looks for every 20 s or so";

    public override string? ClosedBecause() =>
        _file is null ? "the project's name is not known: expected a trajectory named PROJECT-pos-1.xyz" : _file.Obstacle();

    public override Task SendAsync(CancellationToken stop)
    {
        _file!.Write();
        return Task.CompletedTask;
    }

    public override void Adopt() => _file?.Adopt();

    public override IReadOnlyList<string> RemoveLeftovers() => _file!.Remove();

    public override string HowItEnded() =>
        LogTail.Last(LogTail.Files(_folder, ".out", ".log"), "terminated by external request", "PROGRAM ENDED AT", "ABORT") ?? "its output does not say how";
}
