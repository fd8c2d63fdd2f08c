using System.Globalization;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Planning;

/// <summary>What a LAMMPS script plans: the steps of its runs, what it dumps meanwhile, and whether a fix halt watches for a file.</summary>
internal sealed class LammpsPlan
{
    private static readonly string[] Integrators = ["nve", "nvt", "npt", "nph", "nvk", "rigid", "move", "brownian", "gle", "ipi", "pimd", "qbmsst", "msst", "bocs"];
    private readonly Dictionary<string, (PlannedOutput Output, bool IsFlushed)> _dumps = [];
    private readonly Dictionary<string, PlannedOutput> _written = [];
    private readonly Dictionary<string, string> _fileVariables = [];
    private readonly Dictionary<string, string> _styles = [];
    private readonly Dictionary<string, string> _cellFixes = [];
    private readonly List<PlanFinding> _findings = [];
    private readonly string _file;
    private string? _haltFile, _haltFix;
    private bool _isWhole, _haltIsHard, _hasTimeLimit, _movesAtoms, _hasUnknownDump, _hasRestart;
    private long? _steps = 0;
    private string? _timestep, _cellChangedBy;

    private LammpsPlan(string file) => _file = file;

    public static PlannedRun Read(string path)
    {
        LammpsCommands script = LammpsCommands.Read(path);
        LammpsScript facts = LammpsScript.Of(script.Commands);
        var plan = new LammpsPlan(Path.GetFileName(path));
        foreach (string missing in script.Missing) plan._findings.Add(PlanFinding.Warning(plan._file, $"the included file {missing}", "none beside it: what it says is not known"));
        plan._isWhole = script.Missing.Count == 0;
        foreach (string[] words in script.Commands)
        {
            plan.TakeCellFix(words);
            plan.Take(words);
        }
        return plan.Planned(path, script, facts);
    }

    private PlannedRun Planned(string path, LammpsCommands script, LammpsScript facts)
    {
        double stepFs = StepFs(facts);
        CheckRun();
        CheckDumps();
        CheckCell();
        if (facts.Thermostat is { } thermostat && thermostat.FromK != thermostat.ToK)
            _findings.Add(PlanFinding.Warning($"{_file}: {thermostat.Command}", "one temperature: D belongs to one", $"a ramp from {thermostat.FromK} to {thermostat.ToK} K"));
        return new PlannedRun("LAMMPS", script.Files, stepFs, _steps, IsReduced(facts) ? double.NaN : facts.Thermostat?.ToK ?? double.NaN, [.. _written.Values], Stop(), Species(path, facts), _findings);
    }

    // NaN where the script does not tell it: nothing is guessed.
    private double StepFs(LammpsScript facts)
    {
        if (facts.Units is null || LammpsUnits.Find(facts.Units) is not LammpsUnits units)
        {
            string none = !_isWhole ? "none in the files that are there" : _hasRestart ? "none: a restart file holds them, which is not read" : "none (LAMMPS takes lj)";
            _findings.Add(PlanFinding.Warning($"{_file}: units", $"one of {LammpsUnits.Known}", facts.Units ?? none));
            return double.NaN;
        }
        if (units.IsReduced)
        {
            _findings.Add(PlanFinding.Warning($"{_file}: units", "metal, real …: lengths in ps and energies in meV", "lj: how long its τ is, is not known"));
            return double.NaN;
        }
        if (Words.TryNumber(_timestep, out double step)) return step * units.TimePs * Units.FsPerPs;
        if (_timestep is null && _isWhole && !_hasRestart) return DefaultStep(units.Style) * units.TimePs * Units.FsPerPs;
        _findings.Add(PlanFinding.Warning($"{_file}: timestep", "a number", _timestep ?? (_hasRestart ? "none: the restart file may hold another than the default" : "none in the files that are there")));
        return double.NaN;
    }

    private static bool IsReduced(LammpsScript facts) => facts.Units is { } style && LammpsUnits.Find(style) is { IsReduced: true };

    // What is not in the files that are there may be in one that is missing.
    private void CheckRun()
    {
        if (_steps == 0)
        {
            _findings.Add(Lacking("run", "a run of some steps", "run 1000000"));
            Run("0", []); // what is dumped when it runs
        }
        if (!_hasUnknownDump && !_written.Values.Any(output => output.HasPositions))
            _findings.Add(Lacking("dump", "a dump of positions before the run", "dump sse all custom 50 traj.lammpstrj id type x y z ix iy iz vx vy vz"));
        if (!_movesAtoms && _isWhole) _findings.Add(PlanFinding.Warning($"{_file}: fix", "one that moves the atoms: nve, nvt, npt …", "none that is known to"));
        if (_steps == 0 && !_isWhole) _steps = null;
    }

    private PlanFinding Lacking(string command, string expected, string line) =>
        _isWhole ? PlanFinding.Error($"{_file}: {command}", expected, "none", line) : PlanFinding.Warning($"{_file}: {command}", expected, "none in the files that are there");

    private void Take(string[] words)
    {
        switch (words)
        {
            case ["variable", var name, "equal", var formula, ..] when FileOf(formula) is string file: _fileVariables[name] = file; break;
            case ["dump", var id, _, var style, var every, var file, ..]: TakeDump(id, style, every, file, words[6..]); break;
            case ["dump_modify", var id, ..] when _dumps.TryGetValue(id, out var dump): ModifyDump(id, dump, words); break;
            case ["undump", var id]: _dumps.Remove(id); break;
            case ["fix", var id, _, "halt", .. var rest]: TakeHalt(id, rest); break;
            case ["fix", _, _, var style, ..] when Array.Exists(Integrators, style.StartsWith): _movesAtoms = true; break;
            case ["unfix", var id] when id == _haltFix: (_haltFix, _haltFile) = (null, null); break;
            case ["timer", .. var rest] when rest.Contains("timeout"): _hasTimeLimit = true; break;
            case ["run", var steps, .. var rest]: Run(steps, rest); break;
            case ["timestep", var step]: _timestep = step; break;
            case ["fix", _, _, "dt/reset", ..]: _timestep = "fix dt/reset, which changes it"; break;
            case ["read_restart", ..]: _hasRestart = true; break;
            case ["jump" or "next", ..]: LoseCount("jump", "a loop: how often it runs is not known"); break;
            case ["if", .. var then] when then.Any(word => word.Trim('"', '\'') is "run" or "jump" or "next" or "include"): LoseCount("if", "runs under a condition, not known beforehand"); break;
            default: break;
        }
    }

    private void TakeCellFix(string[] words)
    {
        if (words is ["fix" or "unfix", var id, ..]) _cellFixes.Remove(id);
        if (words is ["fix", var name, _, var style, ..] && LammpsScript.ChangesCell(style)) _cellFixes[name] = $"fix {name} … {style}";
    }

    private void Run(string steps, string[] rest)
    {
        if (_dumps.Count > 0) _cellChangedBy ??= _cellFixes.Values.FirstOrDefault();
        foreach ((string id, (PlannedOutput output, _)) in _dumps) _written[id] = output;
        if (!long.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out long count)) LoseCount("run", steps);
        else if (_steps is not null) _steps = rest.Contains("upto") ? Math.Max(_steps.Value, count) : _steps + count;
    }

    private void LoseCount(string command, string found)
    {
        if (_steps is not null) _findings.Add(PlanFinding.Warning($"{_file}: {command}", "a number of steps that the script alone tells", found));
        _steps = null;
    }

    private void TakeDump(string id, string style, string every, string file, string[] columns)
    {
        if (style is "image" or "movie" or "local" or "grid") return;
        if (!TryEvery(id, every, out long steps)) return;
        bool isCustom = style.StartsWith("custom") || style.StartsWith("netcdf") || style.StartsWith("cfg");
        bool hasUnfolded = !isCustom || columns.Any(column => column is "xu" or "xsu" or "ix");
        bool hasPositions = !isCustom || columns.Any(column => column is "x" or "xs" or "xu" or "xsu");
        // Without columns all fold, dcd and xtc too, until dump_modify says otherwise.
        _dumps[id] = (new PlannedOutput(Path.GetFileName(file), steps, hasPositions, isCustom && columns.Contains("vx"), IsFolded: !isCustom || !hasUnfolded) { Id = id }, true);
        _styles[id] = style;
    }

    private void ModifyDump(string id, (PlannedOutput Output, bool IsFlushed) dump, string[] words)
    {
        if (After(words, "flush") is "no" or "off") dump.IsFlushed = false;
        if ((After(words, "image") ?? After(words, "unwrap")) is string unfolds) dump.Output = dump.Output with { IsFolded = unfolds is not ("yes" or "on") };
        _dumps[id] = dump;
        if ((After(words, "every") ?? (words.Contains("every/time") ? "every/time" : null)) is not string every) return;
        if (TryEvery(id, every, out long steps)) _dumps[id] = dump with { Output = dump.Output with { EverySteps = steps } };
        else _dumps.Remove(id);
    }

    private bool TryEvery(string id, string every, out long steps)
    {
        if (long.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out steps) && steps > 0) return true;
        _findings.Add(PlanFinding.Warning($"{_file}: dump {id}", "a number of steps between frames", every));
        _hasUnknownDump = true;
        return false;
    }

    // fix h all halt 100 v_stop != 0 error soft: v_stop is one of is_file.
    private void TakeHalt(string id, string[] rest)
    {
        if (rest is not [_, var attribute, ..]) return;
        _hasTimeLimit |= attribute == "tlimit";
        if (!attribute.StartsWith("v_") || !_fileVariables.TryGetValue(attribute[2..], out string? file)) return;
        (_haltFix, _haltFile, _haltIsHard) = (id, file, After(rest, "error") == "hard");
    }

    private void CheckDumps()
    {
        foreach ((string id, (PlannedOutput output, bool isFlushed)) in _dumps)
        {
            if (!isFlushed) _findings.Add(PlanFinding.Warning($"{_file}: dump_modify {id} flush", "yes: each frame is whole when it is written", "no: the last frames are seen late", $"dump_modify {id} flush yes"));
            if (output.IsFolded && output.HasPositions)
                _findings.Add(PlanFinding.Warning($"{_file}: dump {id}", "image flags (ix iy iz) or xu yu zu: then no spacing of frames can lose a crossing", "folded positions alone", Unfolding(id)));
        }
    }

    // Of LAMMPS' dumps only plain xyz holds no cell.
    private void CheckCell()
    {
        string[] held = [.. _written.Values.Where(output => output.HasPositions).Select(output => output.Id!)];
        if (_cellChangedBy is string fix && held.Length > 0 && Array.TrueForAll(held, id => _styles[id].StartsWith("xyz")))
            _findings.Add(PlanFinding.Error($"{_file}: dump {held[0]}", $"the cell written, which {fix} changes", "style xyz, which holds none", "dump sse all custom 50 traj.lammpstrj id type x y z ix iy iz vx vy vz"));
    }

    private string[] Unfolding(string id) => _styles[id] switch
    {
        "dcd" or "xtc" => [$"dump_modify {id} unwrap yes"],
        "atom" => [$"dump_modify {id} image yes"],
        _ => [],
    };

    private StopWay Stop()
    {
        string[] lines = ["variable sse_stop equal is_file(STOP)", "fix sse_halt all halt 100 v_sse_stop != 0 error soft message yes"];
        string where = $"{_file}, before the (last) run; and after it: write_restart restart.final";
        if (_haltFile is null)
            return new StopWay(false, (_isWhole ? "" : "as far as the files that are there tell; ") + "signals kill LAMMPS at once and lose what it has not written" + (_hasTimeLimit ? "; it ends by itself at its time limit" : ""), lines, where);
        return _haltIsHard
            ? new StopWay(false, $"fix {_haltFix} ends the whole program with an error (error hard): no restart is written", [$"fix {_haltFix} … error soft"], where)
            : new StopWay(true, $"touch {_haltFile} in the run's folder: fix {_haltFix} ends the run and the rest of the script goes on", [], "");
    }

    private static IReadOnlyDictionary<string, int> Species(string path, LammpsScript script)
    {
        if (script.DataFiles.LastOrDefault() is not string data) return new Dictionary<string, int>();
        string file = Path.Combine(Path.GetDirectoryName(path) ?? "", data);
        if (!File.Exists(file)) return new Dictionary<string, int>();
        var facts = new EngineFacts();
        for (int type = 1; type <= script.PairElements.Count; type++) facts.SetSpecie($"{type}", script.PairElements[type - 1], "pair_coeff * *");
        foreach ((string type, double amu) in script.MassOfType) facts.SetMass(type, amu, "mass");
        LammpsDiscovery.TakeMasses(facts, file);
        LammpsDiscovery.NameByMass(facts);
        return StructureBeside.Species(file, facts);
    }

    private static double DefaultStep(string units) => units switch { "metal" => 0.001, "real" => 1, _ => double.NaN };

    private static string? FileOf(string formula) =>
        formula.Trim('"', '\'') is var text && text.IndexOf("is_file(") is var at and >= 0 && text.IndexOf(')', at) is var end and > 0 ? text[(at + 8)..end] : null;

    private static string? After(string[] words, string key) => Array.IndexOf(words, key) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
}
