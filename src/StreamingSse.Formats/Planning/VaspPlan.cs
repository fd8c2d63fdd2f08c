using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Planning;

/// <summary>What an INCAR plans.</summary>
internal static class VaspPlan
{
    /// <summary>Longest step that resolves the fastest vibration of an element, fs: a twentieth of its period; hydrogen's stretch, lithium's 20 THz, others' 12 THz.</summary>
    private const double HydrogenFs = 1, LightFs = 2.5, OtherFs = 4;

    private static readonly string[] Optional = ["NBLOCK", "ML_OUTBLOCK", "TEEND", "SMASS"];

    public static PlannedRun Read(string path)
    {
        Incar incar = Incar.Read(path);
        string file = Path.GetFileName(path);
        IReadOnlyDictionary<string, int> species = StructureBeside.Species(Beside.File(path, "POSCAR"));
        double potimFs = incar.Number("POTIM"), steps = incar.Number("NSW"), beginK = incar.Number("TEBEG"), endK = incar.Number("TEEND");
        var findings = new List<PlanFinding>();
        if (incar.Number("IBRION") is var kind && kind != 0)
            findings.Add(PlanFinding.Error($"{file}: IBRION", "0, molecular dynamics", Found(incar, "IBRION"), "IBRION = 0"));
        if (!(steps > 0)) findings.Add(PlanFinding.Error($"{file}: NSW", "a number of steps", Found(incar, "NSW"), "NSW = 20000"));
        if (double.IsNaN(potimFs)) findings.Add(PlanFinding.Error($"{file}: POTIM", "the MD step in fs: VASP has no default for it", Found(incar, "POTIM"), "POTIM = 2.0"));
        else if (LongestStepFs(species) is var longestFs && potimFs > longestFs)
            findings.Add(PlanFinding.Warning($"{file}: POTIM", $"at most {longestFs} fs with {string.Join(", ", species.Keys)}", $"{potimFs} fs", $"POTIM = {longestFs}"));
        if (double.IsFinite(endK) && endK != beginK)
            findings.Add(PlanFinding.Warning($"{file}: TEEND", $"TEBEG, {beginK} K: D belongs to one temperature", $"{endK} K, a ramp", $"TEEND = {beginK}"));
        if (double.IsNaN(beginK)) findings.Add(PlanFinding.Warning($"{file}: TEBEG", "a temperature", incar.Text("TEBEG") ?? "none, which VASP takes as 0 K", "TEBEG = 600"));
        if (incar.Number("SMASS") == -1)
            findings.Add(PlanFinding.Warning($"{file}: SMASS", "a thermostat (0 or above) or -3", "-1: velocities are scaled every NBLOCK steps, which no VACF survives", "SMASS = 0"));
        foreach (string tag in Optional.Where(tag => incar.Text(tag) is not null && double.IsNaN(incar.Number(tag))))
            findings.Add(PlanFinding.Error($"{file}: {tag}", "a number", Found(incar, tag)));
        double every = Math.Max(OrOne(incar, "NBLOCK"), OrOne(incar, "ML_OUTBLOCK"));
        return new PlannedRun("VASP", [path], potimFs, steps > 0 ? (long)steps : null, beginK,
            double.IsNaN(every) ? [] : [new PlannedOutput("XDATCAR", (long)every, HasPositions: true, HasVelocities: false, IsFolded: true)],
            new StopWay(true, "write 'LSTOP = .TRUE.' to STOPCAR in the run's folder: VASP ends after the current ionic step", [], ""), species, findings);
    }

    private static double LongestStepFs(IReadOnlyDictionary<string, int> species) =>
        species.ContainsKey("H") ? HydrogenFs : species.Keys.Any(name => name is "Li" or "Be" or "B" or "C" or "N" or "O") ? LightFs : OtherFs;

    private static string Found(Incar incar, string tag) => incar.Text(tag) ?? "none";

    // NaN where it cannot be read.
    private static double OrOne(Incar incar, string tag) => incar.Text(tag) is null ? 1 : Math.Max(1, incar.Number(tag));
}
