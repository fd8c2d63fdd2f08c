using StreamingSse.Kernel;

namespace StreamingSse.Formats.Discovery;

/// <summary>What the commands of a LAMMPS input, or those that a log echoes, set up.</summary>
/// <remarks>
/// A log repeats a command with its variables put in; the last of these counts, and one that still holds a $ says nothing. In an input script only
/// variables that the command line cannot change (equal, string) are put in. A thermostat counts until its fix is taken off.
/// </remarks>
internal sealed class LammpsScript
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, (double FromK, double ToK, string Command)> _thermostats = [];
    private readonly Dictionary<string, string> _frictions = [];
    private readonly Dictionary<string, string> _dumpFiles = [];
    private readonly Dictionary<string, string[]> _dumpElements = [];

    public string? Units { get; private set; }

    /// <summary>In the script's own unit of time; NaN where it is not set.</summary>
    public double Timestep { get; private set; } = double.NaN;

    /// <summary>Mass per type as written; amu for all units styles in use but lj.</summary>
    public Dictionary<string, double> MassOfType { get; } = [];

    /// <summary>Elements in the order of the types, from the last <c>pair_coeff * *</c> that ends in them.</summary>
    public IReadOnlyList<string> PairElements { get; private set; } = [];

    /// <summary>The <c>fix imd</c>; null where there is none.</summary>
    public LammpsImdFix? ImdFix { get; private set; }

    /// <summary>Files that <c>read_data</c> names.</summary>
    public List<string> DataFiles { get; } = [];

    /// <summary>Files that <c>read_restart</c> names.</summary>
    public List<string> RestartFiles { get; } = [];

    /// <summary>The thermostat in force at the end; null where there is none.</summary>
    public (double FromK, double ToK, string Command)? Thermostat => _thermostats.Count == 0 ? null : _thermostats.Values.Last();

    /// <summary>The fix in force that adds friction or kicks to the ions' motion; null where there is none.</summary>
    public string? Friction => _frictions.Count == 0 ? null : _frictions.Values.Last();

    public static LammpsScript Read(string path)
    {
        var script = new LammpsScript();
        string begun = "";
        foreach (string raw in TextFile.Lines(path))
        {
            string line = begun + WithoutComment(raw).TrimEnd();
            begun = line.EndsWith('&') ? line[..^1] + " " : "";
            if (begun.Length == 0) script.Take(line);
        }
        return script;
    }

    /// <summary>What commands that were read and expanded already set up.</summary>
    public static LammpsScript Of(IEnumerable<string[]> commands)
    {
        var script = new LammpsScript();
        foreach (string[] words in commands) script.Take(string.Join(' ', words));
        return script;
    }

    /// <summary>The elements that <c>dump_modify</c> names for the types of the dump that writes this file; empty where it names none.</summary>
    public IReadOnlyList<string> DumpElements(string trajectoryPath)
    {
        string name = Path.GetFileName(trajectoryPath);
        string? id = _dumpFiles.FirstOrDefault(dump => Writes(dump.Value, name)).Key;
        if (id is null && _dumpElements.Count == 1) id = _dumpElements.Keys.First();
        return id is not null && _dumpElements.TryGetValue(id, out string[]? elements) ? elements : [];
    }

    /// <summary>True where a dump of this script writes the file.</summary>
    public bool WritesDump(string trajectoryPath) => _dumpFiles.Values.Any(file => Writes(file, Path.GetFileName(trajectoryPath)));

    private static bool Writes(string dumpFile, string name)
    {
        string file = Path.GetFileName(dumpFile);
        int star = file.IndexOf('*');
        return file == name || file + ".gz" == name || (star >= 0 && name.StartsWith(file[..star]) && name.EndsWith(file[(star + 1)..]));
    }

    private static string WithoutComment(string line) => line.IndexOf('#') is var at and >= 0 && !line[..at].Contains('"') ? line[..at] : line;

    private void Take(string line)
    {
        string[] words = Words.Of(Expand(line));
        if (words.Length < 2) return;
        switch (words[0])
        {
            case "variable" when words is [_, var name, "equal" or "string", var value]: _variables[name] = value.Trim('"', '\''); break;
            case "variable" when words.Length > 2 && words[2] != "internal": _variables.Remove(words[1]); break;
            case "units" when words.Length == 2 && !words[1].Contains('$'): Units = words[1]; break;
            case "timestep" when words.Length == 2 && Words.TryNumber(words[1], out double step): Timestep = step; break;
            case "mass" when words.Length == 3 && Words.TryNumber(words[2], out double mass): SetMass(words[1], mass); break;
            case "read_data" when !words[1].Contains('$'): DataFiles.Add(words[1]); break;
            case "read_restart" when !words[1].Contains('$'): RestartFiles.Add(words[1]); break;
            case "pair_coeff" when words is [_, "*", "*", ..]: TakePairElements(words); break;
            case "fix" when words.Length > 3: TakeFix(words); break;
            case "unfix":
                _thermostats.Remove(words[1]);
                _frictions.Remove(words[1]);
                break;
            case "dump" when words.Length > 5 && !words[5].Contains('$'): _dumpFiles[words[1]] = words[5]; break;
            case "dump_modify": TakeDumpElements(words); break;
        }
    }

    private string Expand(string line)
    {
        if (!line.Contains("${")) return line;
        foreach ((string name, string value) in _variables) line = line.Replace($"${{{name}}}", value);
        return line;
    }

    private void SetMass(string types, double mass)
    {
        string[] ends = types.Split('*');
        if (ends.Length == 1) MassOfType[types] = mass;
        else if (int.TryParse(ends[0], out int from) && int.TryParse(ends[1], out int to))
            for (int type = from; type <= to; type++) MassOfType[$"{type}"] = mass;
    }

    private void TakePairElements(string[] words)
    {
        string[] elements = [.. words.Reverse().TakeWhile(word => Elements.Canonical(word) == word).Reverse()];
        if (elements.Length > 0) PairElements = elements;
    }

    /// <summary>The fix that changes the cell, the last one; null where there is none.</summary>
    public string? CellChangedBy { get; private set; }

    /// <summary>True where a fix of that style changes the cell.</summary>
    public static bool ChangesCell(string style) => style.Contains("npt") || style.Contains("nph") || style is "press/berendsen" or "deform" or "box/relax";

    private void TakeFix(string[] words)
    {
        string style = words[3];
        if (ChangesCell(style)) CellChangedBy = $"fix {words[1]} … {style}";
        if (style is "langevin" or "brownian" or "ffl" or "gld" or "gle") _frictions[words[1]] = $"fix {words[1]} … {style}";
        else _frictions.Remove(words[1]);
        if (style == "imd") ImdFix = LammpsImdFix.Of(words);
        int at = style is "temp/berendsen" or "temp/csvr" or "temp/csld" or "langevin" or "temp/rescale" ? style == "temp/rescale" ? 5 : 4
            : style.Contains("nvt") || style.Contains("npt") || style.Contains("nph") ? Array.IndexOf(words, "temp", 4) + 1 : 0;
        if (at > 0 && words.Length > at + 1 && Words.TryNumber(words[at], out double fromK) && Words.TryNumber(words[at + 1], out double toK))
        {
            _thermostats.Remove(words[1]);
            _thermostats.Add(words[1], (fromK, toK, $"fix {words[1]} … {style} {fromK} {toK}"));
        }
        else if (!words.Any(word => word.Contains('$'))) _thermostats.Remove(words[1]);
    }

    private void TakeDumpElements(string[] words)
    {
        int at = Array.IndexOf(words, "element");
        if (at < 0 || words[at..].Any(word => word.Contains('$'))) return;
        _dumpElements[words[1]] = [.. words.Skip(at + 1).TakeWhile(word => Elements.Canonical(word) is not null)];
    }
}
