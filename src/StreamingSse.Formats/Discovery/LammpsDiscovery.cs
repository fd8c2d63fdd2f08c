using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>Units, time step, temperature, species and masses of a LAMMPS run, from log, input and data file beside its dump.</summary>
internal static class LammpsDiscovery
{
    private const double MassTolerance = 0.005;

    /// <param name="fileUnits">What the dump itself says (ITEM: UNITS); null where it does not.</param>
    public static void Find(EngineFacts facts, string trajectory, string? fileUnits, bool isElementWritten)
    {
        if (fileUnits is not null) facts.SetLammpsUnits(fileUnits, $"{Path.GetFileName(trajectory)}: ITEM: UNITS");
        List<(string Path, LammpsScript Script)> scripts = [.. SideFiles(trajectory).Select(path => (path, LammpsScript.Read(path)))];
        // Of several logs the one that tells of writing this dump comes first.
        scripts = [.. scripts.OrderByDescending(one => one.Script.WritesDump(trajectory))];
        foreach ((string path, LammpsScript script) in scripts)
            if (script.Units is not null) facts.SetLammpsUnits(script.Units, $"{Path.GetFileName(path)}: units");
        if (facts.LammpsUnits is null) TakeRestart(facts, trajectory, scripts.SelectMany(one => one.Script.RestartFiles));
        foreach ((string path, LammpsScript script) in scripts) Take(facts, script, Path.GetFileName(path), trajectory, isElementWritten);
        foreach (string path in DataFiles(trajectory, scripts.SelectMany(one => one.Script.DataFiles))) TakeMasses(facts, path);
        if (!isElementWritten) NameByMass(facts);
    }

    private static void Take(EngineFacts facts, LammpsScript script, string file, string trajectory, bool isElementWritten)
    {
        if (LammpsUnits.Find(facts.LammpsUnits ?? "") is LammpsUnits units && double.IsFinite(script.Timestep))
            facts.SetTimestep(script.Timestep * units.TimePs * Units.FsPerPs, $"{file}: timestep {script.Timestep} ({units.Style})");
        if (script.Thermostat is { } thermostat && double.IsNaN(facts.TemperatureK))
        {
            if (thermostat.FromK == thermostat.ToK) facts.SetTemperature(thermostat.ToK, $"{file}: {thermostat.Command}");
            else facts.WarnOfRamp(thermostat.FromK, thermostat.ToK, file);
        }
        facts.CellChangedBy ??= script.CellChangedBy;
        if (script.Friction is string friction) facts.WarnOfFriction(friction, file);
        IReadOnlyList<string> elements = script.DumpElements(trajectory);
        string from = "dump_modify element";
        if (elements.Count == 0) (elements, from) = (script.PairElements, "pair_coeff * *");
        if (!isElementWritten)
            for (int type = 1; type <= elements.Count; type++) facts.SetSpecie($"{type}", elements[type - 1], $"{file}: {from}");
        if (script.ImdFix is LammpsImdFix imd) facts.SetImdFix(imd, $"{file}: fix imd");
        if (facts.LammpsUnits != "lj")
            foreach ((string type, double mass) in script.MassOfType) facts.SetMass(type, mass, $"{file}: mass {type}");
    }

    private static void TakeRestart(EngineFacts facts, string trajectory, IEnumerable<string> named)
    {
        IEnumerable<string> beside = Beside.Files(trajectory).Where(file => Path.GetFileName(file).Contains("restart"));
        foreach (string path in InFolder(trajectory, named).Concat(beside).Where(File.Exists))
        {
            if (LammpsRestartFile.Read(path) is not LammpsRestartFile restart) continue;
            string from = $"{Path.GetFileName(path)}: its head";
            facts.SetLammpsUnits(restart.Units, from);
            for (int i = 0; i < restart.MassesAmu.Count && restart.Units != "lj"; i++) facts.SetMass($"{i + 1}", restart.MassesAmu[i], from);
            return;
        }
    }

    public static void TakeMasses(EngineFacts facts, string path)
    {
        if (facts.LammpsUnits == "lj") return;
        foreach ((string type, double mass, string? element) in LammpsDataFile.Masses(path))
        {
            facts.SetMass(type, mass, $"{Path.GetFileName(path)}: Masses");
            if (element is not null) facts.SetSpecie(type, element, $"{Path.GetFileName(path)}: Masses");
        }
    }

    public static void NameByMass(EngineFacts facts)
    {
        foreach ((string type, double mass) in facts.MassOfLabel)
            if (Elements.NearestByMass(mass, MassTolerance) is string element)
                facts.SetSpecie(type, element, $"mass {mass} amu is that of {element}");
    }

    private static IEnumerable<string> SideFiles(string trajectory)
    {
        string[] files = Beside.Files(trajectory);
        string stem = Beside.Stem(trajectory);
        return files.Where(IsLog)
            .OrderByDescending(file => Path.GetFileName(file).StartsWith(stem + "."))
            .ThenByDescending(file => Path.GetFileName(file).StartsWith("log.lammps"))
            .ThenByDescending(File.GetLastWriteTimeUtc)
            .Concat(files.Where(IsInput).OrderByDescending(file => Path.GetFileName(file).StartsWith(stem + ".")));
    }

    private static bool IsLog(string path) =>
        Path.GetFileName(path) is var name && (name.Contains("log", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".out"))
        && TextFile.Head(path).StartsWith("LAMMPS (");

    private static bool IsInput(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("in.") || name.EndsWith(".in") || name.EndsWith(".lmp") || name.EndsWith(".lammps"))
        && !name.StartsWith("log.") && !name.Contains("data");

    private static IEnumerable<string> InFolder(string trajectory, IEnumerable<string> named) =>
        named.Select(name => Path.Combine(Path.GetDirectoryName(trajectory) ?? "", name));

    private static IEnumerable<string> DataFiles(string trajectory, IEnumerable<string> named) =>
        InFolder(trajectory, named)
            .Concat(Beside.Files(trajectory).Where(file => Path.GetFileName(file).StartsWith("data.") || file.EndsWith(".data") || file.EndsWith(".data.gz")))
            .Where(File.Exists).Distinct();
}
