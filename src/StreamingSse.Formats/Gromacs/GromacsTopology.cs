using System.Globalization;
using StreamingSse.Formats.Discovery;

namespace StreamingSse.Formats.Gromacs;

/// <summary>Atom names and masses of a text topology (.top with its .itp files, which are looked for beside it and in the GROMACS library).</summary>
/// <remarks>Conditions (#ifdef) are followed, with what the files and the .mdp define: a force field holds heavy hydrogens beside the ordinary ones. Macros are not expanded.</remarks>
internal sealed class GromacsTopology
{
    private const int MostIncludes = 200;
    private readonly Dictionary<string, double> _massOfType = [];
    private readonly Dictionary<string, List<(string Name, string Residue, string Type, double MassAmu)>> _molecules = [];
    private readonly List<(string Molecule, int Count)> _counts = [];
    private string _section = "", _molecule = "";
    private readonly HashSet<string> _defined;
    private readonly Stack<bool> _conditions = [];
    private int _includeCount;

    private GromacsTopology(IEnumerable<string> defined) => _defined = [.. defined];

    public IReadOnlyList<string> Names => [.. Atoms().Select(atom => atom.Name)];

    public IReadOnlyList<string> Residues => [.. Atoms().Select(atom => atom.Residue)];

    /// <summary>Name and mass of each kind of atom, once for each mass that differs, amu.</summary>
    public IEnumerable<(string Name, double MassAmu)> Masses =>
        _counts.Select(count => count.Molecule).Distinct().SelectMany(name => _molecules.GetValueOrDefault(name, []))
            .Select(atom => (atom.Name, double.IsNaN(atom.MassAmu) ? _massOfType.GetValueOrDefault(atom.Type, double.NaN) : atom.MassAmu))
            .Where(atom => atom.Item2 > 0).Distinct();

    /// <param name="defined">Names that the .mdp defines (<c>define = -DFLEXIBLE</c>).</param>
    public static GromacsTopology Read(string path, params IEnumerable<string> defined)
    {
        var topology = new GromacsTopology(defined);
        topology.ReadFile(path, Path.GetDirectoryName(path) ?? "");
        return topology;
    }

    private IEnumerable<(string Name, string Residue, string Type, double MassAmu)> Atoms() =>
        _counts.SelectMany(count => Enumerable.Repeat(_molecules.GetValueOrDefault(count.Molecule, []), count.Count)).SelectMany(atoms => atoms);

    private void ReadFile(string path, string topFolder)
    {
        foreach (string raw in TextFile.Lines(path))
        {
            string line = raw.Split(';')[0].Trim();
            if (IsCondition(line) || _conditions.Contains(false)) continue;
            if (line.StartsWith("#include")) Include(line, Path.GetDirectoryName(path) ?? "", topFolder);
            else if (line.StartsWith("#define")) _defined.Add(Name(line));
            else if (line.StartsWith("#undef")) _defined.Remove(Name(line));
            else if (line.StartsWith('[')) _section = line.Trim('[', ']', ' ', '\t');
            else if (line.Length > 0 && line[0] != '#') ReadLine(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private bool IsCondition(string line)
    {
        if (line.StartsWith("#ifdef")) _conditions.Push(_defined.Contains(Name(line)));
        else if (line.StartsWith("#ifndef")) _conditions.Push(!_defined.Contains(Name(line)));
        else if (line.StartsWith("#else") && _conditions.Count > 0) _conditions.Push(!_conditions.Pop());
        else if (line.StartsWith("#endif") && _conditions.Count > 0) _conditions.Pop();
        else return false;
        return true;
    }

    private static string Name(string directive) => directive.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var name, ..] ? name : "";

    private void ReadLine(string[] words)
    {
        switch (_section)
        {
            case "moleculetype":
                _molecule = words[0];
                _molecules.TryAdd(_molecule, []);
                break;
            case "atoms" when words.Length >= 5:
                _molecules[_molecule].Add((words[4], words[3], words[1], words.Length > 7 ? Number(words[7]) : double.NaN));
                break;
            case "atomtypes":
                int kind = Array.FindIndex(words, Math.Min(3, words.Length), word => word is "A" or "S" or "V" or "D"); // particle type, behind mass and charge
                if (kind > 0) _massOfType.TryAdd(words[0], Number(words[kind - 2]));
                break;
            case "molecules" when words.Length >= 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count):
                _counts.Add((words[0], count));
                break;
            default:
                break;
        }
    }

    private void Include(string line, string folder, string topFolder)
    {
        string name = line["#include".Length..].Trim().Trim('"', '<', '>');
        string? found = new[] { folder, topFolder }.Concat(LibraryFolders()).Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
        if (found is not null && ++_includeCount <= MostIncludes) ReadFile(found, topFolder);
    }

    private static IEnumerable<string> LibraryFolders()
    {
        foreach (string place in (Environment.GetEnvironmentVariable("GMXLIB") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return place;
        if (Environment.GetEnvironmentVariable("GMXDATA") is { Length: > 0 } data) yield return Path.Combine(data, "top");
        yield return "/usr/share/gromacs/top";
        yield return "/usr/local/gromacs/share/gromacs/top";
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
