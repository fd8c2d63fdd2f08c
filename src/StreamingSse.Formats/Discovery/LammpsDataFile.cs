using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>The section Masses of a LAMMPS data file: mass per type, and the element where its comment names one.</summary>
internal static class LammpsDataFile
{
    private const int HeadLines = 100;

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

    /// <summary>The cell of the head; null where it is not whole.</summary>
    public static Cell? Box(string path)
    {
        double[] low = [0, 0, 0], high = [0, 0, 0], tilt = [0, 0, 0];
        foreach (string line in TextFile.Lines(path).Take(HeadLines))
        {
            string[] words = Words.Of(line.Split('#')[0]);
            if (words is [.., "xy", "xz", "yz"]) TakeNumbers(words, tilt);
            else if (words is [_, _, [var axis and >= 'x' and <= 'z', 'l', 'o'], [_, 'h', 'i']])
            {
                double[] ends = new double[2];
                TakeNumbers(words, ends);
                (low[axis - 'x'], high[axis - 'x']) = (ends[0], ends[1]);
            }
        }
        var cell = new Cell(high[0] - low[0], 0, 0, tilt[0], high[1] - low[1], 0, tilt[1], tilt[2], high[2] - low[2], low[0], low[1], low[2]);
        return cell.IsValid ? cell : null;
    }

    private static void TakeNumbers(string[] words, double[] numbers)
    {
        for (int i = 0; i < numbers.Length && i < words.Length; i++)
            if (Words.TryNumber(words[i], out double number)) numbers[i] = number;
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
