using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>Time step, temperature and cell of a CP2K run, from its input and .ener beside the -pos file.</summary>
internal static class Cp2kDiscovery
{
    private const string Md = "MOTION/MD/", CellPath = "FORCE_EVAL/SUBSYS/CELL/";

    public static void Find(EngineFacts facts, string positions)
    {
        var names = new Cp2kFileNames(positions);
        if (InputOf(names) is string path)
        {
            Cp2kInput input = Cp2kInput.Read(path);
            string file = Path.GetFileName(path);
            if (input.Numbers(Md + "TIMESTEP", ("fs", 1), ("ps", 1000)) is [double fs]) facts.SetTimestep(fs, $"{file}: MD/TIMESTEP");
            string ensemble = input.Text(Md + "ENSEMBLE")?.ToUpperInvariant() ?? "NVE";
            if (ensemble is not ("NVE" or "NPE_I" or "NPE_F") && input.Numbers(Md + "TEMPERATURE", ("k", 1)) is [double k])
                facts.SetTemperature(k, $"{file}: MD/TEMPERATURE ({ensemble})");
            string kind = input.Text(Md + "THERMOSTAT/TYPE")?.ToUpperInvariant() ?? "";
            if (ensemble == "LANGEVIN" || kind is "AD_LANGEVIN" or "AD-LANGEVIN") facts.WarnOfFriction(ensemble == "LANGEVIN" ? "ENSEMBLE LANGEVIN" : "THERMOSTAT/TYPE " + kind, file);
            if (names.Cell is null && CellOf(input) is Cell cell)
            {
                facts.SetCell(cell, $"{file}: SUBSYS/CELL");
                if (ensemble.StartsWith("NP"))
                    facts.Warnings.Add($"the cell changes ({ensemble}) but there is no -1.cell file: the input's cell is used throughout");
            }
        }
        if (names.Energies is string energies && MeanTemperatureK(energies) is double mean)
            facts.SetTemperature(mean, $"{Path.GetFileName(energies)}: mean of Temp[K]");
    }

    private static string? InputOf(Cp2kFileNames names)
    {
        string[] inputs = [.. Beside.Files(names.Positions).Where(IsInput)];
        return Array.Find(inputs, file => Cp2kInput.Read(file) is var input
                && (input.Text("GLOBAL/PROJECT") ?? input.Text("GLOBAL/PROJECT_NAME")) == names.Project)
            ?? (inputs.Length == 1 ? inputs[0] : null);
    }

    private static bool IsInput(string path) => path.EndsWith(".inp") || path.EndsWith(".inp.gz") || Path.GetFileName(path) == "cp2k.in";

    private static Cell? CellOf(Cp2kInput input)
    {
        (string, double)[] lengths = [("angstrom", 1), ("bohr", Units.BohrA), ("nm", 10)];
        double[] abcA = input.Numbers(CellPath + "ABC", lengths);
        double[] aA = input.Numbers(CellPath + "A", lengths), bA = input.Numbers(CellPath + "B", lengths);
        double[] cA = input.Numbers(CellPath + "C", lengths);
        if (aA.Length == 3 && bA.Length == 3 && cA.Length == 3) return new Cell(aA[0], aA[1], aA[2], bA[0], bA[1], bA[2], cA[0], cA[1], cA[2]);
        if (abcA.Length != 3) return null;
        double[] angles = input.Numbers(CellPath + "ALPHA_BETA_GAMMA", ("deg", 1));
        return angles.Length == 0 || angles.All(angle => angle == 90) ? Cell.Orthorhombic(abcA[0], abcA[1], abcA[2]) : Triclinic(abcA, angles);
    }

    // a along x, b in the xy plane, as CP2K places them.
    private static Cell Triclinic(double[] abcA, double[] anglesDegrees)
    {
        double cosAlpha = Math.Cos(double.DegreesToRadians(anglesDegrees[0])), cosBeta = Math.Cos(double.DegreesToRadians(anglesDegrees[1]));
        (double sinGamma, double cosGamma) = Math.SinCos(double.DegreesToRadians(anglesDegrees[2]));
        double cy = (cosAlpha - cosBeta * cosGamma) / sinGamma;
        return new Cell(abcA[0], 0, 0, abcA[1] * cosGamma, abcA[1] * sinGamma, 0,
            abcA[2] * cosBeta, abcA[2] * cy, abcA[2] * Math.Sqrt(1 - cosBeta * cosBeta - cy * cy));
    }

    private static double? MeanTemperatureK(string energies)
    {
        double sumK = 0;
        long count = 0;
        foreach (string line in TextFile.Lines(energies))
        {
            string[] words = Words.Of(line);
            if (words.Length < 4 || words[0][0] == '#' || !Words.TryNumber(words[3], out double k)) continue;
            (sumK, count) = (sumK + k, count + 1);
        }
        return count == 0 ? null : sumK / count;
    }
}
