namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>VASP: STOPCAR with LSTOP, which ends it after the ionic step at hand, with WAVECAR and CHGCAR converged.</summary>
internal sealed class VaspStop(string folder) : StopWay
{
    private readonly StopFile _file = new(Path.Combine(folder, "STOPCAR"), "LSTOP = .TRUE.\n");

    public override string Deed => $"write {_file.Path} with LSTOP = .TRUE., which VASP reads after each ionic step";

    public override string? ClosedBecause() => _file.Obstacle();

    public override Task SendAsync(CancellationToken stop)
    {
        _file.Write();
        return Task.CompletedTask;
    }

    public override void Adopt() => _file.Adopt();

    public override IReadOnlyList<string> RemoveLeftovers() => _file.Remove();

    public override string HowItEnded() =>
        LogTail.Last(LogTail.Files(folder, "OUTCAR"), "stop encountered", "General timing and accounting") ?? "its OUTCAR does not say how";
}
