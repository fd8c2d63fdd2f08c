using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Discovery;

/// <summary>Turns the labels of a trajectory into species and masses.</summary>
internal static class SpecieNames
{
    /// <summary>
    /// What was said (a lone type without a name may be named by --specie), else what the files beside it say, else the label itself
    /// where it is an element (also as Li1, Na_pv).
    /// </summary>
    public static AtomTable Table(IReadOnlyList<string> labels, RunOptions options, EngineFacts facts)
    {
        var specieOf = new Dictionary<string, string>();
        var massAmuOf = new Dictionary<string, double>();
        foreach (string label in labels.Distinct())
        {
            string key = label.Length == 0 ? OnlyType(options, facts) : label;
            bool mayBeNamed = IsOnlyOne(labels) && ElementOf(key) is null;
            string specie = mayBeNamed && options.MobileSpecies is [var named] && Elements.Canonical(named) == named ? named
                : options.SpecieOfType.TryGetValue(key, out string? said) ? said
                : facts.SpecieOfLabel.TryGetValue(key, out string? found) ? ElementOf(found) ?? found
                : facts.NamesAreElements ? ElementOf(key) ?? key
                : key;
            specieOf[label] = specie;
            // The engine's own mass first: it may be an isotope, and it is the one that moved.
            if (facts.MassOfLabel.TryGetValue(key, out double stated)) massAmuOf.TryAdd(specie, stated);
            else if ((facts.NamesAreElements || options.SpecieOfType.ContainsKey(key)) && Elements.TryGetMassAmu(specie, out double amu)) massAmuOf.TryAdd(specie, amu);
        }
        var table = new AtomTable([.. labels.Select(label => specieOf[label])], massAmuOf);
        foreach (string specie in table.SpecieNames.Where(name => !massAmuOf.ContainsKey(name)))
            facts.Warnings.Add($"the mass of {specie} is not known: no drift by mass, no kinetic temperature (--species {specie}=ELEMENT)");
        return table;
    }

    /// <summary>The element that a label stands for; null where it stands for none.</summary>
    public static string? ElementOf(string label)
    {
        int letters = 0;
        while (letters < label.Length && char.IsAsciiLetter(label[letters])) letters++;
        bool endsThere = letters == label.Length || !char.IsAsciiLetter(label[letters]);
        return letters == 0 || !endsThere ? null : Elements.Canonical(label[..letters]);
    }

    // A file without a column of types: the run has one type only, or it cannot be told apart.
    private static string OnlyType(RunOptions options, EngineFacts facts)
    {
        string[] types = [.. options.SpecieOfType.Keys.Concat(facts.MassOfLabel.Keys).Concat(facts.SpecieOfLabel.Keys).Distinct()];
        return types is [string only] ? only : "1";
    }

    private static bool IsOnlyOne(IReadOnlyList<string> labels) => labels.All(label => label == labels[0]);
}
