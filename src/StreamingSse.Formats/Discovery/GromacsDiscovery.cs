using System.Globalization;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>Names, masses, time step and temperature of a GROMACS run, from .gro, .top and .mdp beside its trajectory. Binary .tpr files are not read.</summary>
internal static class GromacsDiscovery
{
    public static void Find(EngineFacts facts, string trajectory, int atomCount) => Find(facts, trajectory, NamedAtoms.Find(trajectory, atomCount));

    /// <param name="atoms">The atoms, where they were found.</param>
    public static void Find(EngineFacts facts, string trajectory, NamedAtoms? atoms)
    {
        facts.TakeNames(atoms);
        string? mdp = BesideOf(trajectory, ".mdp", "mdout.mdp");
        Dictionary<string, string> values = mdp is null ? [] : Parameters(mdp);
        if (BesideOf(trajectory, ".top", "topol.top") is string top) TakeMasses(facts, top, Words(values, "define").Where(word => word.StartsWith("-D")).Select(word => word[2..]));
        GuessMasses(facts);
        if (mdp is not null) TakeParameters(facts, values, Path.GetFileName(mdp));
    }

    // Of the same stem, else the usual one, else the only one.
    private static string? BesideOf(string trajectory, string extension, string usual)
    {
        string[] files = [.. Beside.Files(trajectory).Where(file => file.EndsWith(extension))];
        return files.FirstOrDefault(file => Beside.Stem(file) == Beside.Stem(trajectory))
            ?? files.FirstOrDefault(file => Path.GetFileName(file) == usual) ?? (files is [string only] ? only : null);
    }

    private static void TakeMasses(EngineFacts facts, string top, IEnumerable<string> defined)
    {
        string file = Path.GetFileName(top);
        foreach (var atom in GromacsTopology.Read(top, defined).Masses.GroupBy(atom => atom.Name).Where(atom => facts.AtomNames?.Contains(atom.Key) == true))
        {
            facts.SetMass(atom.Key, atom.First().MassAmu, file);
            string masses = string.Join(", ", atom.Select(one => one.MassAmu));
            if (atom.Count() > 1) facts.Warnings.Add($"{file}: atoms named {atom.Key} have masses {masses} amu; {atom.First().MassAmu} amu is taken for all");
        }
    }

    /// <summary>Masses of atoms whose names can mean one element only.</summary>
    public static void GuessMasses(EngineFacts facts)
    {
        if (facts.NamesAreElements || facts.AtomNames is null) return;
        foreach ((string name, string residue) in facts.AtomNames.Zip(facts.Residues).Distinct())
            if (!facts.MassOfLabel.ContainsKey(name) && OnlyElement(name, residue) is string element && Elements.TryGetMassAmu(element, out double amu))
                facts.SetMass(name, amu, $"the name {name} can only mean {element}");
    }

    /// <summary>The element that an atom's name means; null where it may be one of two (CA: a carbon or calcium) or none.</summary>
    /// <param name="residue">An ion is named as its residue: NA in NA is sodium.</param>
    internal static string? OnlyElement(string name, string residue)
    {
        string letters = string.Concat(name.TakeWhile(char.IsAsciiLetter));
        if (letters.Length == 0) return null;
        string? one = Elements.Canonical(letters[..1]), two = letters.Length > 1 ? Elements.Canonical(letters[..2]) : null;
        bool isIon = letters.Length == 2 && residue.StartsWith(letters, StringComparison.OrdinalIgnoreCase);
        if (two is not null && (isIon || letters == two || one is null)) return two;
        return two is null ? one : null;
    }

    /// <summary>The values of an .mdp; keys in small letters, _ for -.</summary>
    public static Dictionary<string, string> Parameters(string mdp)
    {
        var values = new Dictionary<string, string>();
        foreach (string line in TextFile.Lines(mdp))
            if (line.Split(';')[0].Split('=', 2) is [var key, var value]) values[key.Trim().ToLowerInvariant().Replace('-', '_')] = value.Trim();
        return values;
    }

    private static void TakeParameters(EngineFacts facts, Dictionary<string, string> values, string file)
    {
        facts.SetTimestep(Numbers(values, "dt").FirstOrDefault(double.NaN) * Units.FsPerPs, $"{file}: dt");
        string integrator = values.GetValueOrDefault("integrator", "md"), coupling = values.GetValueOrDefault("tcoupl", "no");
        if (integrator.ToLowerInvariant() is "sd" or "bd") facts.WarnOfFriction($"integrator = {integrator}", file);
        else if (coupling.StartsWith("andersen", StringComparison.OrdinalIgnoreCase)) facts.WarnOfFriction($"tcoupl = {coupling}", file);
        double[] setPoints = [.. Numbers(values, "ref_t").Distinct()];
        if (Words(values, "annealing").Any(kind => kind != "no") || setPoints.Length > 1)
            facts.Warnings.Add($"{file}: more than one temperature (ref_t, annealing); give --temperature-k if it is to be used");
        else if (setPoints.Length == 1 && values.GetValueOrDefault("tcoupl", "no") != "no") facts.SetTemperature(setPoints[0], $"{file}: ref_t");
    }

    private static string[] Words(Dictionary<string, string> values, string key) =>
        values.GetValueOrDefault(key, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<double> Numbers(Dictionary<string, string> values, string key) =>
        Words(values, key).Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN).Where(double.IsFinite);
}
