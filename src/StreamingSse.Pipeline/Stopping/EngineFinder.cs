using StreamingSse.Formats.Following;

namespace StreamingSse.Pipeline.Stopping;

/// <summary>Finds the process that writes a trajectory: it has the file open for writing, or is the engine that works in its folder.</summary>
internal static class EngineFinder
{
    private static readonly Dictionary<string, string[]> ProgramsOf = new()
    {
        ["LAMMPS"] = ["lmp", "lammps"],
        ["CP2K"] = ["cp2k"],
        ["VASP"] = ["vasp"],
        ["GROMACS"] = ["gmx", "mdrun"],
        ["Quantum ESPRESSO"] = ["pw.x", "cp.x"],
    };

    /// <param name="problem">Why there is none; null where there is one.</param>
    public static EngineInstance? Find(string engine, string trajectory, EngineHint hint, out string? problem)
    {
        IReadOnlyList<ProcessEntry> all = ProcessTable.All();
        int? pid = hint.Pid;
        ProcessEntry[] possible = pid is int named ? [.. ProcessTable.Tree(all, named).OrderByDescending(entry => entry.Process.Pid == named)] : [.. all];
        problem = null;
        if (pid is not null && possible.Length == 0) problem = $"process {pid} has ended";
        else if (Writers(possible, trajectory) is { Count: > 0 } writers) return One(writers, out problem);
        else if (Workers(possible, engine, trajectory) is { Count: > 0 } workers) return One(workers, out problem);
        else if (hint.IsOurs) return Launched(all, engine, trajectory, possible[0], out problem);
        else if (pid is not null) problem = $"neither process {pid} nor one that descends from it writes {trajectory} or runs {engine} in its folder";
        else problem = $"no process of this machine writes {trajectory}: give --pid PID, or --job JOBID under Slurm";
        return null;
    }

    /// <summary>True for the names under which an engine's program goes.</summary>
    public static bool IsProgram(string engine, string name) =>
        ProgramsOf.TryGetValue(engine, out string[]? programs) && programs.Any(program => name.StartsWith(program, StringComparison.OrdinalIgnoreCase));

    // Our child is no engine and has none below it: srun. What it launched is whoever writes here and began after it; on another node, srun stands for it.
    private static EngineInstance.Local? Launched(IReadOnlyList<ProcessEntry> all, string engine, string trajectory, ProcessEntry launcher, out string? problem)
    {
        ProcessEntry[] later = [.. all.Where(entry => entry.Process.StartTicks >= launcher.Process.StartTicks && entry.Process.Pid != launcher.Process.Pid)];
        List<ProcessEntry> found = Writers(later, trajectory) is { Count: > 0 } writers ? writers : Workers(later, engine, trajectory);
        return One(found.Count > 0 ? found : [launcher], out problem);
    }

    private static List<ProcessEntry> Writers(ProcessEntry[] possible, string trajectory) =>
        FileIdentity.OfPath(trajectory) is not { } file ? []
            : [.. possible.Where(entry => ProcessTable.Visible(() => entry.Writes(trajectory, file) ? entry : null) is not null)];

    // An engine that closes its files between frames is known by its name and where it works.
    private static List<ProcessEntry> Workers(ProcessEntry[] possible, string engine, string trajectory)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(trajectory))!;
        return [.. possible.Where(entry => IsProgram(engine, entry.Name) && ProcessTable.Visible(entry.Folder) == folder)];
    }

    // The ranks of one parallel run have one parent and one name; they end together. A child that only inherited the open file is not the engine.
    private static EngineInstance.Local? One(List<ProcessEntry> seen, out string? problem)
    {
        List<ProcessEntry> found = [.. seen.Where(entry => !seen.Exists(other => other.Process.Pid == entry.ParentPid))];
        bool isOneRun = found.DistinctBy(entry => (entry.ParentPid, entry.Name)).Count() == 1;
        problem = isOneRun ? null : $"several processes write here ({string.Join(", ", found.Select(entry => $"{entry.Process.Pid} {entry.Name}"))}): say which by --pid";
        if (!isOneRun) return null;
        ProcessEntry first = found.MinBy(entry => (entry.Process.StartTicks, entry.Process.Pid))!;
        return new EngineInstance.Local(first.Process, first.Name, ProcessTable.Visible(first.Folder), Environment.MachineName);
    }
}
