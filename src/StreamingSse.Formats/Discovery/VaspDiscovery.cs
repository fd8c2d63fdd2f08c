namespace StreamingSse.Formats.Discovery;

/// <summary>Time step, spacing, temperature and, for old files, species of a VASP run, from INCAR, OUTCAR and POSCAR beside its XDATCAR.</summary>
internal static class VaspDiscovery
{
    private static readonly string[] Wanted = ["IBRION", "POTIM", "NBLOCK", "ML_OUTBLOCK", "TEBEG", "TEEND", "SMASS", "MDALGO", "ANDERSEN_PROB"];
    private static readonly string[] Structures = ["POSCAR", "CONTCAR"];

    public static void Find(EngineFacts facts, IReadOnlyList<string> segments, double? statedTimestepFs)
    {
        string? incar = Beside.File(segments[0], "INCAR")
            ?? Beside.Files(segments[0]).FirstOrDefault(file => Path.GetFileName(file).StartsWith("INCAR"));
        if (incar is not null)
        {
            Take(facts, Incar.Read(incar).Number, Path.GetFileName(incar), statedTimestepFs);
            CheckSpacing(facts, segments, incar, statedTimestepFs);
        }
        else if (Beside.File(segments[0], "OUTCAR") is string outcar) Take(facts, OutcarTags(outcar), Path.GetFileName(outcar), statedTimestepFs);
        foreach (string name in Structures)
            if (Beside.File(segments[0], name) is string structure && facts.SpeciesInOrder.Count == 0) TakeSpecies(facts, structure);
    }

    /// <summary>The same from the file itself, a vasprun.xml or OUTCAR, which echoes its INCAR.</summary>
    public static void FindInside(EngineFacts facts, string path, TrajectoryFormat format, double? statedTimestepFs)
    {
        string file = Path.GetFileName(path);
        Func<string, double> number = format == TrajectoryFormat.Vasprun ? VasprunTags(path) : OutcarTags(path);
        if (number("IBRION") is double kind && double.IsFinite(kind) && kind != 0) facts.Warnings.Add($"{file}: IBRION = {kind}, which is no molecular dynamics");
        if (OrOne(number("NBLOCK")) > 1 || OrOne(number("ML_OUTBLOCK")) > 1)
        {
            facts.Warnings.Add($"{file}: NBLOCK or ML_OUTBLOCK above 1: which steps are written depends on the version of VASP");
            Take(facts, tag => tag == "POTIM" ? double.NaN : number(tag), file, null);
        }
        else Take(facts, number, file, statedTimestepFs);
    }

    private static void Take(EngineFacts facts, Func<string, double> number, string file, double? statedTimestepFs)
    {
        double potimFs = statedTimestepFs ?? number("POTIM");
        if (statedTimestepFs is null) facts.SetTimestep(potimFs, $"{file}: POTIM");
        double nblock = OrOne(number("NBLOCK")), mlOutblock = OrOne(number("ML_OUTBLOCK"));
        facts.SetFrameSpacing(potimFs * Math.Max(nblock, mlOutblock), $"{file}: POTIM {potimFs} fs × max(NBLOCK {nblock}, ML_OUTBLOCK {mlOutblock})");
        if (number("MDALGO") == 3) facts.WarnOfFriction("MDALGO = 3 (Langevin)", file);
        if (number("MDALGO") == 1 && number("ANDERSEN_PROB") > 0) facts.WarnOfFriction("MDALGO = 1 (Andersen)", file);
        double beginK = number("TEBEG"), endK = number("TEEND");
        if (number("SMASS") == -3 && double.IsFinite(beginK))
            facts.Warnings.Add($"{file}: SMASS = -3, constant energy: TEBEG is not the run's temperature");
        else if (double.IsFinite(endK) && endK != beginK) facts.WarnOfRamp(beginK, endK, file);
        else facts.SetTemperature(beginK, $"{file}: TEBEG");
    }

    // The jobs of a chain are one series only when their frames lie equally far apart.
    private static void CheckSpacing(EngineFacts facts, IReadOnlyList<string> segments, string firstIncar, double? statedTimestepFs)
    {
        foreach (string segment in segments.Skip(1))
        {
            if (Beside.File(segment, "INCAR") is not string incar || incar == firstIncar) continue;
            var other = new EngineFacts();
            Take(other, Incar.Read(incar).Number, incar, statedTimestepFs);
            if (double.IsFinite(other.FrameFs) && Math.Abs(other.FrameFs - facts.FrameFs) > 1e-6 * facts.FrameFs)
                throw new BadInputException(
                    incar, $"frames {facts.FrameFs} fs apart, as in {firstIncar}", $"{other.FrameFs} fs; give the segments as runs of their own");
        }
    }

    // '   POTIM  = 2.0000    time-step for ionic-motion'
    private static Func<string, double> OutcarTags(string path)
    {
        var values = new Dictionary<string, double>();
        foreach (string line in TextFile.Lines(path).Take(20_000).TakeWhile(line => !line.Contains("Iteration      1(")))
            foreach (string part in line.Split(';'))
                if (part.Split('=', 2) is [var tag, var value] && Wanted.Contains(tag.Trim())
                    && Words.TryNumber(Words.Of(value).FirstOrDefault(), out double number))
                    values.TryAdd(tag.Trim(), number);
        return tag => values.GetValueOrDefault(tag, double.NaN);
    }

    // '  <i name="POTIM">      3.00000000</i>'
    private static Func<string, double> VasprunTags(string path)
    {
        var values = new Dictionary<string, double>();
        foreach (string line in TextFile.Lines(path).TakeWhile(line => !line.Contains("<calculation>")))
            if (line.Split('"', '<', '>') is { Length: > 4 } parts && Array.FindIndex(parts, Wanted.Contains) is > 0 and var at && at + 2 < parts.Length
                && Words.TryNumber(parts[at + 2], out double number)) values.TryAdd(parts[at], number);
        return tag => values.GetValueOrDefault(tag, double.NaN);
    }

    private static void TakeSpecies(EngineFacts facts, string structure)
    {
        string[] lines = [.. TextFile.Lines(structure).Take(7)];
        if (lines.Length < 7) return;
        string[] names = Words.Of(lines[5]);
        if (names.Length == 0 || !names.All(name => char.IsAsciiLetter(name[0]))) return;
        for (int i = 0; i < names.Length; i++) facts.SetSpecie($"{i + 1}", names[i], $"{Path.GetFileName(structure)}: line 6");
    }

    private static double OrOne(double value) => double.IsFinite(value) ? value : 1;
}
