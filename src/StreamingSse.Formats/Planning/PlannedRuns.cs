using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Planning;

/// <summary>Finds a run's input files and reads what they plan.</summary>
public static class PlannedRuns
{
    /// <param name="path">A folder before submission, or its input file.</param>
    public static PlannedRun Read(string path)
    {
        if (File.Exists(path)) return OfFile(path) ?? throw Unknown(path, $"text that begins '{FirstLine(path)}'");
        if (!Directory.Exists(path)) throw new BadInputException(path, "a folder, or an input file", "none there");
        string[] files = [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)];
        PlannedRun[] found = [.. files.Where(IsInput).Select(OfFile).OfType<PlannedRun>()];
        return found switch
        {
            [var only] => only,
            [] => throw Unknown(path, files.Length == 0 ? "an empty folder" : string.Join(", ", files.Take(8).Select(file => Path.GetFileName(file)))),
            _ => Main(found) ?? throw new BadInputException(path, "one input (name it)", string.Join(", ", found.Select(run => Path.GetFileName(run.Files[0])))),
        };
    }

    // Of several .mdp files (minimisation, equilibration) the one that plans most is meant.
    private static PlannedRun? Main(PlannedRun[] found) =>
        found.All(run => run.Engine == "GROMACS")
            ? found.Where(run => run.Findings.All(finding => !finding.IsError)).MaxBy(run => run.StepCount ?? long.MaxValue) ?? found[0]
            : null;

    private static PlannedRun? OfFile(string path) => PlanOf(path) is PlannedRun run ? PlannedStep.Check(run) : null;

    private static PlannedRun? PlanOf(string path)
    {
        string name = Path.GetFileName(path), head = TextFile.Head(path);
        if (name.StartsWith("INCAR")) return VaspPlan.Read(path);
        if (name.EndsWith(".mdp")) return GromacsPlan.Read(path);
        if (head.Contains("&GLOBAL", StringComparison.OrdinalIgnoreCase) && head.Contains("&MOTION", StringComparison.OrdinalIgnoreCase)) return Cp2kPlan.Read(path);
        return LammpsCommands.AreIn(path) ? LammpsPlan.Read(path) : null;
    }

    private static bool IsInput(string path)
    {
        string name = Path.GetFileName(path);
        return name == "INCAR" || (name.EndsWith(".mdp") && name != "mdout.mdp") || name.EndsWith(".inp") || name == "cp2k.in"
            || name.StartsWith("in.") || name.EndsWith(".in") || name.EndsWith(".lmp") || (name.EndsWith(".lammps") && !name.StartsWith("log."));
    }

    private static BadInputException Unknown(string path, string found) =>
        new(path, "an INCAR, a LAMMPS script (in.*, *.in, *.lmp), a CP2K input (*.inp) or a GROMACS .mdp", found);

    private static string FirstLine(string path) => TextFile.Lines(path).FirstOrDefault() is { } line ? line[..Math.Min(40, line.Length)] : "";
}
