using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>The section Masses of a LAMMPS data file: mass per type, and the element where its comment names one.</summary>
internal static class LammpsDataFile
{
    public static IEnumerable<(string Type, double MassAmu, string? Element)> Masses(string path)
    {
        bool inMasses = false;
        foreach (string line in TextFile.Lines(path))
        {
            string text = line.Trim();
            if (text.Length == 0) continue;
            if (char.IsAsciiLetter(text[0]) && inMasses) yield break;
            if (char.IsAsciiLetter(text[0])) inMasses = text.StartsWith("Masses");
            else if (inMasses && Parse(text) is { } mass) yield return mass;
        }
    }

    /// <summary>Type of each atom in the order of the ids; empty where the section's comment does not name a style of known columns.</summary>
    public static IReadOnlyList<string> TypesById(string path)
    {
        int column = -1;
        var types = new SortedDictionary<long, string>();
        foreach (string line in TextFile.Lines(path))
        {
            string text = line.Trim();
            if (text.StartsWith("Atoms")) column = TypeColumn(text);
            else if (text.Length > 0 && char.IsAsciiLetter(text[0])) column = -1;
            else if (column > 0 && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 4 } words && long.TryParse(words[0], out long id))
                types[id] = words[column];
        }
        return [.. types.Values];
    }

    // 'Atoms # full': id, molecule, type; 'Atoms # charge': id, type.
    private static int TypeColumn(string heading) => heading.Split('#').Last().Trim() switch
    {
        "atomic" or "charge" => 1,
        "full" or "molecular" or "bond" or "angle" => 2,
        _ => -1,
    };

    private static (string Type, double MassAmu, string? Element)? Parse(string text)
    {
        string[] parts = text.Split('#', 2);
        string[] words = Words.Of(parts[0]);
        if (words.Length != 2 || !Words.TryNumber(words[1], out double mass)) return null;
        return (words[0], mass, parts.Length == 2 ? Elements.Canonical(parts[1].Trim()) : null);
    }
}
