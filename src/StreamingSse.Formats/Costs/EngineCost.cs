using System.Globalization;
using System.Text.RegularExpressions;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Costs;

/// <summary>What a finished run has cost, from what its engine wrote about it.</summary>
/// <param name="CoreHours">Cores × wall time, h.</param>
/// <param name="From">The files that say so.</param>
public sealed partial record EngineCost(double CoreHours, string From)
{
    private const double SecondsPerHour = 3600;

    /// <summary>Null where no file beside the trajectory tells.</summary>
    public static EngineCost? Find(RunPlan plan)
    {
        double seconds = 0;
        var from = new List<string>();
        foreach (string trajectory in plan.Segments)
        {
            foreach (string log in Beside.Files(trajectory).Where(file => IsLog(plan.Engine, Path.GetFileName(file))))
            {
                double spent = CoreSeconds(plan.Engine, log, trajectory);
                if (!(spent > 0) || from.Contains(log)) continue;
                seconds += spent;
                from.Add(log);
            }
        }

        return from.Count == 0 ? null : new EngineCost(seconds / SecondsPerHour, string.Join(", ", from.Select(Path.GetFileName)));
    }

    private static bool IsLog(string engine, string name) => engine switch
    {
        "LAMMPS" or "GROMACS" => name.Contains("log"),
        "CP2K" => name.Contains(".out") || name.Contains(".log"),
        "VASP" => name.StartsWith("OUTCAR"),
        _ => false,
    };

    private static double CoreSeconds(string engine, string log, string trajectory) => engine switch
    {
        "LAMMPS" => Lammps(log, Path.GetFileName(trajectory)),
        "GROMACS" => Beside.Stem(log) == Beside.Stem(trajectory) ? Last(log, GromacsTime()) : 0,
        "CP2K" => Last(log, Cp2kTotal()) * Math.Max(1, Last(log, Cp2kRanks())) * Math.Max(1, Last(log, Cp2kThreads())),
        _ => Last(log, VaspElapsed()) * Math.Max(1, Last(log, VaspCores())),
    };

    // Loops that ran while the dump was being written, each with its own processors.
    private static double Lammps(string log, string dump)
    {
        double seconds = 0;
        bool isWriting = false;
        foreach (string line in TextFile.Lines(log))
        {
            if (line.StartsWith("dump ", StringComparison.Ordinal)) isWriting |= Words.Of(line).Select(word => Path.GetFileName(word)).Any(name => name == dump || name + ".gz" == dump);
            if (isWriting && LammpsLoop().Match(line) is { Success: true } loop) seconds += Number(loop, "seconds") * Number(loop, "cores");
        }

        return seconds;
    }

    private static double Last(string log, Regex pattern)
    {
        double last = 0;
        foreach (string line in TextFile.Lines(log))
            if (pattern.Match(line) is { Success: true } match) last = Number(match, "value");
        return last;
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Loop time of (?<seconds>\S+) on (?<cores>\d+) procs")]
    private static partial Regex LammpsLoop();

    [GeneratedRegex(@"^\s+Time:\s+(?<value>[0-9.]+)\s+[0-9.]+\s+[0-9.]+\s*$")]
    private static partial Regex GromacsTime();

    // ' CP2K    1  1.0    0.005    0.005   52.560   52.560': the last column is the slowest rank's whole time.
    [GeneratedRegex(@"^ CP2K\s+\d+\s+[0-9.]+\s+[0-9.]+\s+[0-9.]+\s+[0-9.]+\s+(?<value>[0-9.]+)\s*$")]
    private static partial Regex Cp2kTotal();

    [GeneratedRegex(@"^ GLOBAL\| Total number of message passing processes\s+(?<value>\d+)")]
    private static partial Regex Cp2kRanks();

    [GeneratedRegex(@"^ GLOBAL\| Number of threads for this process\s+(?<value>\d+)")]
    private static partial Regex Cp2kThreads();

    [GeneratedRegex(@"Elapsed time \(sec\):\s+(?<value>[0-9.]+)")]
    private static partial Regex VaspElapsed();

    [GeneratedRegex(@"^\s*running on\s+(?<value>\d+)\s+total cores")]
    private static partial Regex VaspCores();
}
