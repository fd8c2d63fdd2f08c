using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Planning;

/// <summary>What a CP2K input plans.</summary>
internal static class Cp2kPlan
{
    private const string Md = "MOTION/MD/", Print = "MOTION/PRINT/";

    public static PlannedRun Read(string path)
    {
        Cp2kInput input = Cp2kInput.Read(path);
        string file = Path.GetFileName(path), project = input.Text("GLOBAL/PROJECT") ?? input.Text("GLOBAL/PROJECT_NAME") ?? "PROJECT";
        var findings = new List<PlanFinding>();
        string kind = input.Text("GLOBAL/RUN_TYPE")?.ToUpperInvariant() ?? "";
        if (kind is not ("MD" or "MOLECULAR_DYNAMICS")) findings.Add(PlanFinding.Error($"{file}: GLOBAL/RUN_TYPE", "MD", kind.Length == 0 ? "none" : kind, "RUN_TYPE MD"));
        double NumberOf(string key, double byDefault, params (string Unit, double Factor)[] units)
        {
            if (input.Text(key) is not string text) return byDefault; // CP2K's own
            if (input.Numbers(key, units) is [var number]) return number;
            findings.Add(PlanFinding.Warning($"{file}: {key}", $"a number{(units.Length > 0 ? $" in {string.Join(", ", units.Select(unit => unit.Unit))}" : "")}", text));
            return double.NaN;
        }
        double stepFs = NumberOf(Md + "TIMESTEP", 0.5, ("fs", 1), ("ps", 1000)), steps = NumberOf(Md + "STEPS", 3);
        string ensemble = input.Text(Md + "ENSEMBLE")?.ToUpperInvariant() ?? "NVE";
        bool hasThermostat = ensemble is not ("NVE" or "NPE_I" or "NPE_F");
        double temperatureK = NumberOf(Md + "TEMPERATURE", 300, ("k", 1));
        double every = Math.Max(1, NumberOf(Print + "TRAJECTORY/EACH/MD", 1));
        bool isWritten = IsOn(input, "TRAJECTORY", byDefault: true), hasVelocities = IsOn(input, "VELOCITIES", byDefault: false);
        if (!isWritten) findings.Add(PlanFinding.Error($"{file}: MOTION/PRINT/TRAJECTORY", "positions", "OFF", "&TRAJECTORY", "  &EACH", "    MD 10", "  &END", "&END"));
        if (input.Text(Print + "TRAJECTORY/FORMAT")?.ToUpperInvariant() is string format and not ("XYZ" or "XMOL"))
            findings.Add(PlanFinding.Warning($"{file}: TRAJECTORY/FORMAT", "XMOL (the default), which holds every step's number and time", format, "FORMAT XMOL"));
        if (hasVelocities && double.IsFinite(every) && EveryOf(input, "VELOCITIES") is var velocitiesEvery && velocitiesEvery != every)
            findings.Add(PlanFinding.Warning($"{file}: VELOCITIES/EACH", $"every {every} steps, as the positions", $"every {velocitiesEvery}", $"MD {every}"));
        if (ensemble.StartsWith("NP") && !IsOn(input, "CELL", byDefault: false))
            findings.Add(PlanFinding.Error($"{file}: MOTION/PRINT/CELL", $"the cell written, which {ensemble} changes", "none", "&CELL", "  &EACH", $"    MD {every}", "  &END", "&END"));
        return new PlannedRun("CP2K", [path], stepFs, double.IsNaN(steps) ? null : (long)steps, hasThermostat ? temperatureK : double.NaN,
            isWritten && double.IsFinite(every) ? [new PlannedOutput($"{project}-pos-1.xyz", (long)every, true, hasVelocities, IsFolded: false)] : [],
            new StopWay(true, $"touch EXIT (or {project}.EXIT) in the run's folder: CP2K looks every 20 s or so and ends after the current step", [], ""), Species(input, path), findings);
    }

    private static long EveryOf(Cp2kInput input, string output) => input.Numbers($"{Print}{output}/EACH/MD") is [var every] && every >= 1 ? (long)every : 1;

    private static bool IsOn(Cp2kInput input, string output, bool byDefault) => input.SectionParameter(Print + output) switch
    {
        null => byDefault,
        var word => word.ToUpperInvariant() is not ("OFF" or "F" or "FALSE" or "NO"),
    };

    private static IReadOnlyDictionary<string, int> Species(Cp2kInput input, string path) =>
        input.Text("FORCE_EVAL/SUBSYS/TOPOLOGY/COORD_FILE_NAME") is string name
            ? StructureBeside.Species(Path.Combine(Path.GetDirectoryName(path) ?? "", name.Trim('"', '\''))) : new Dictionary<string, int>();
}
