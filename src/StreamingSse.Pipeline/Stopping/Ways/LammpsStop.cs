namespace StreamingSse.Pipeline.Stopping.Ways;

/// <summary>LAMMPS: a file that a <c>fix halt</c> of the running input looks for. Signals would kill it without a last restart file.</summary>
internal sealed class LammpsStop : StopWay
{
    private const int MostLines = 20_000;

    private const string Missing = "this LAMMPS run has no fix halt that looks for a file; add these two lines before 'run' and start it again: "
        + "'variable stop equal is_file(STOP)' and 'fix stop all halt 100 v_stop != 0 error soft'";

    private readonly string _folder;
    private readonly string? _problem;
    private readonly LammpsHalt? _halt;
    private readonly StopFile? _file;

    /// <param name="folder">Where LAMMPS runs.</param>
    public LammpsStop(string trajectory, string folder)
    {
        _folder = folder;
        _halt = Commands(trajectory) is { } commands ? LammpsHalt.Find(File.ReadLines(commands), out _problem) : null;
        if (_halt is not null) _file = new StopFile(Path.GetFullPath(_halt.File, folder), "");
    }

    public override string Deed => _file is null ? "nothing: the way is closed" : $"write {_file.Path}, which LAMMPS looks for every {_halt!.EverySteps} steps";

    public override string? ClosedBecause() => _file is null ? _problem ?? Missing : _file.Obstacle();

    public override Task SendAsync(CancellationToken stop)
    {
        _file!.Write();
        return Task.CompletedTask;
    }

    public override void Adopt() => _file?.Adopt();

    public override IReadOnlyList<string> RemoveLeftovers() => _file!.Remove();

    public override string HowItEnded() =>
        LogTail.Last(LogTail.Files(_folder, "log"), "Fix halt condition", "Total wall time", "ERROR") ?? "its log does not say how";

    // The log repeats what really runs, once it has come to the run itself; before that, and without one, the input is what is known.
    private static string? Commands(string trajectory)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(trajectory))!, dump = Path.GetFileName(trajectory);
        string[] logs = [.. LogTail.Files(folder, "log", ".out").Where(file => Path.GetFileName(file) != dump)];
        string[] inputs = [.. LogTail.Files(folder, "in.", ".in", ".lmp", ".lammps").Where(file => Path.GetFileName(file) != dump).Except(logs)];
        return Array.Find(logs, file => Tells(file, dump, "Per MPI rank memory"))
            ?? Array.Find(inputs, file => Tells(file, dump, dump))
            ?? (inputs is [var only] ? only : null);
    }

    /// <summary>True where the file has a dump command for the trajectory, and the mark in it or after it.</summary>
    private static bool Tells(string file, string dump, string mark)
    {
        bool isDumped = false;
        foreach (string line in File.ReadLines(file).Take(MostLines))
        {
            isDumped |= line.TrimStart().StartsWith("dump", StringComparison.Ordinal) && line.Contains(dump, StringComparison.Ordinal);
            if (isDumped && line.Contains(mark, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
