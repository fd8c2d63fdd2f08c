using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Planning;

/// <summary>What a GROMACS .mdp plans.</summary>
internal static class GromacsPlan
{
    private static readonly string[] Dynamics = ["md", "md-vv", "md-vv-avek", "sd", "bd"];

    public static PlannedRun Read(string path)
    {
        Dictionary<string, string> values = GromacsDiscovery.Parameters(path);
        string file = Path.GetFileName(path), integrator = values.GetValueOrDefault("integrator", "md");
        var findings = new List<PlanFinding>();
        if (!Dynamics.Contains(integrator)) findings.Add(PlanFinding.Error($"{file}: integrator", "md (or md-vv, sd, bd)", integrator, "integrator = md"));
        double stepPs = Number(values, "dt", 0.001);
        long steps = (long)Number(values, "nsteps", 0);
        if (steps == 0) findings.Add(PlanFinding.Error($"{file}: nsteps", "a number of steps, or -1", values.GetValueOrDefault("nsteps", "none"), "nsteps = 500000"));
        List<PlannedOutput> outputs = [.. Outputs(values)];
        if (!outputs.Exists(output => output.HasPositions))
            findings.Add(PlanFinding.Error($"{file}: nstxout-compressed, nstxout", "positions written", "0 for both", "nstxout-compressed = 50"));
        CheckVelocities(values, file, findings);
        if (values.GetValueOrDefault("compressed_x_grps", values.GetValueOrDefault("xtc_grps", "")) is { Length: > 0 } groups && !groups.Equals("System", StringComparison.OrdinalIgnoreCase))
            findings.Add(PlanFinding.Warning($"{file}: compressed-x-grps", "System: the rest is what drift is measured against", groups, "compressed-x-grps = System"));
        if (values.GetValueOrDefault("comm_mode", "Linear").Equals("None", StringComparison.OrdinalIgnoreCase))
            findings.Add(PlanFinding.Warning($"{file}: comm-mode", "Linear: a drift of the whole system adds to every displacement", "None", "comm-mode = Linear"));
        double[] setPoints = [.. values.GetValueOrDefault("ref_t", "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out double k) ? k : double.NaN).Distinct()];
        if (setPoints.Length > 1) findings.Add(PlanFinding.Warning($"{file}: ref-t", "one temperature: D belongs to one", string.Join(", ", setPoints)));
        bool hasThermostat = values.GetValueOrDefault("tcoupl", "no") != "no" || integrator is "sd" or "bd";
        string? structure = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*.gro").Order(StringComparer.Ordinal).FirstOrDefault();
        return new PlannedRun("GROMACS", [path], stepPs * Units.FsPerPs, steps > 0 ? steps : null, hasThermostat && setPoints.Length == 1 ? setPoints[0] : double.NaN, outputs,
            new StopWay(true, "kill -TERM (or -INT) the mdrun process once: it ends at the next neighbour-list step, writes its checkpoint, and returns 1; -maxh HOURS ends it with 0", [], ""),
            StructureBeside.Species(structure), findings);
    }

    private static IEnumerable<PlannedOutput> Outputs(Dictionary<string, string> values)
    {
        long positions = (long)Number(values, "nstxout", 0), velocities = (long)Number(values, "nstvout", 0);
        long compressed = (long)Number(values, "nstxout_compressed", Number(values, "nstxtcout", 0));
        if (compressed > 0) yield return new PlannedOutput(".xtc", compressed, true, false, IsFolded: true);
        if (positions > 0) yield return new PlannedOutput(".trr", positions, true, velocities == positions, IsFolded: true);
        else if (velocities > 0) yield return new PlannedOutput(".trr", velocities, false, true, IsFolded: false);
    }

    private static void CheckVelocities(Dictionary<string, string> values, string file, List<PlanFinding> findings)
    {
        long positions = (long)Number(values, "nstxout", 0), velocities = (long)Number(values, "nstvout", 0);
        if (velocities > 0 && positions > 0 && velocities != positions)
            findings.Add(PlanFinding.Warning($"{file}: nstvout", $"{positions}, as nstxout, so that every frame holds both", $"{velocities}", $"nstvout = {positions}"));
    }

    private static double Number(Dictionary<string, string> values, string key, double byDefault) =>
        double.TryParse(values.GetValueOrDefault(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : byDefault;
}
