using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Planning;

/// <summary>What a GROMACS .mdp plans.</summary>
internal sealed class GromacsPlan
{
    private static readonly string[] Dynamics = ["md", "md-vv", "md-vv-avek", "sd", "bd"];
    private readonly Dictionary<string, string> _values;
    private readonly List<PlanFinding> _findings = [];
    private readonly string _file;

    private GromacsPlan(string path) => (_values, _file) = (GromacsDiscovery.Parameters(path), Path.GetFileName(path));

    public static PlannedRun Read(string path) => new GromacsPlan(path).Planned(path);

    private PlannedRun Planned(string path)
    {
        string integrator = Word("integrator", "md");
        if (!Dynamics.Contains(integrator)) _findings.Add(PlanFinding.Error($"{_file}: integrator", "md (or md-vv, sd, bd)", integrator, "integrator = md"));
        double stepPs = Number("dt", 0.001), steps = Number("nsteps", 0);
        if (steps == 0) _findings.Add(PlanFinding.Error($"{_file}: nsteps", "a number of steps, or -1", _values.GetValueOrDefault("nsteps", "none"), "nsteps = 500000"));
        List<PlannedOutput> outputs = Outputs();
        if (Word("compressed_x_grps", Word("xtc_grps", "")) is { Length: > 0 } groups && groups != "system")
            _findings.Add(PlanFinding.Warning($"{_file}: compressed-x-grps", "System: the rest is what drift is measured against", groups, "compressed-x-grps = System"));
        if (Word("comm_mode", "linear") == "none")
            _findings.Add(PlanFinding.Warning($"{_file}: comm-mode", "Linear: a drift of the whole system adds to every displacement", "None", "comm-mode = Linear"));
        string? structure = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*.gro").Order(StringComparer.Ordinal).FirstOrDefault();
        return new PlannedRun("GROMACS", [path], stepPs * Units.FsPerPs, steps > 0 ? (long)steps : null, TemperatureK(integrator), outputs,
            new StopWay(true, "kill -TERM (or -INT) the mdrun process once: it ends at the next neighbour-list step, writes its checkpoint, and returns 1; -maxh HOURS ends it with 0", [], ""),
            StructureBeside.Species(structure), _findings);
    }

    // NaN where there is no thermostat, or more than one temperature.
    private double TemperatureK(string integrator)
    {
        string[] words = Words.Of(_values.GetValueOrDefault("ref_t", ""));
        double[] setPoints = [.. words.Select(word => Words.TryNumber(word, out double k) ? k : double.NaN).Distinct()];
        if (setPoints.Any(double.IsNaN)) _findings.Add(PlanFinding.Error($"{_file}: ref-t", "a number per group", string.Join(' ', words)));
        else if (setPoints.Length > 1) _findings.Add(PlanFinding.Warning($"{_file}: ref-t", "one temperature: D belongs to one", string.Join(", ", setPoints)));
        bool isAnnealed = Words.Of(Word("annealing", "no")).Any(kind => kind != "no");
        if (isAnnealed) _findings.Add(PlanFinding.Warning($"{_file}: annealing", "no: D belongs to one temperature", _values["annealing"], "annealing = no"));
        bool hasThermostat = Word("tcoupl", "no") != "no" || integrator is "sd" or "bd";
        return hasThermostat && !isAnnealed && setPoints is [var only] ? only : double.NaN;
    }

    private List<PlannedOutput> Outputs()
    {
        double positions = Number("nstxout", 0), velocities = Number("nstvout", 0), compressed = _values.ContainsKey("nstxout_compressed") ? Number("nstxout_compressed", 0) : Number("nstxtcout", 0);
        if (velocities > 0 && positions > 0 && velocities != positions)
            _findings.Add(PlanFinding.Warning($"{_file}: nstvout", $"{positions}, as nstxout, so that every frame holds both", $"{velocities}", $"nstvout = {positions}"));
        if (!(positions > 0 || compressed > 0) && !double.IsNaN(positions + compressed))
            _findings.Add(PlanFinding.Error($"{_file}: nstxout-compressed, nstxout", "positions written", "0 for both", "nstxout-compressed = 50"));
        var outputs = new List<PlannedOutput>();
        if (compressed > 0) outputs.Add(new PlannedOutput(".xtc", (long)compressed, true, false, IsFolded: true));
        if (positions > 0) outputs.Add(new PlannedOutput(".trr", (long)positions, true, velocities == positions, IsFolded: true));
        else if (velocities > 0) outputs.Add(new PlannedOutput(".trr", (long)velocities, false, true, IsFolded: false));
        return outputs;
    }

    // In small letters, as GROMACS compares them.
    private string Word(string key, string byDefault) => _values.GetValueOrDefault(key, byDefault).ToLowerInvariant();

    // NaN, and an error, where it is set and cannot be read.
    private double Number(string key, double byDefault)
    {
        if (_values.GetValueOrDefault(key, "") is not { Length: > 0 } text) return byDefault;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return value;
        _findings.Add(PlanFinding.Error($"{_file}: {key.Replace('_', '-')}", "a number", text));
        return double.NaN;
    }
}
