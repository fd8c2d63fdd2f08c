using System.CommandLine;
using System.CommandLine.Parsing;
using StreamingSse.Formats.Discovery;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host;

/// <summary>The options that say what a run is; the same for every command that reads one.</summary>
internal sealed class RunArguments
{
    private const double Largest = 1e8;

    private readonly Option<string[]> _species = new("--specie")
    {
        Description = "mobile specie, e.g. Li; repeat it for several (default: the first present of Li Na Ag Cu Cl I Br F O)",
        HelpName = "Li",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Dictionary<string, string>?> _map = new("--species")
    {
        Description = "names for type numbers, e.g. 1=Li,2=O",
        HelpName = "1=Li,2=O",
        CustomParser = ParseMap,
    };

    private readonly Option<double?> _timestepFs = Positive("--timestep-fs", "2.0", "MD step in fs; the frames' own step numbers give their spacing");
    private readonly Option<double?> _frameFs = Positive("--frame-fs", "100", "spacing of frames in fs, where the file has no step numbers");
    private readonly Option<double?> _temperatureK = Positive("--temperature-k", "600", "set point of the thermostat in K (default: found beside the file, else the kinetic one)");
    private readonly Option<double?> _fromPs = Number("--from-ps", "X", "leave out all before this time, ps", double.IsFinite, "a time in ps");
    private readonly Option<double?> _toPs = Number("--to-ps", "Y", "leave out all after this time, ps", double.IsFinite, "a time in ps");
    private readonly Option<FitRange?> _fitPs = new("--fit-ps") { Description = "also fit D over this range of lags, ps", HelpName = "A:B", CustomParser = ParseFit };
    private readonly Option<DriftMode?> _drift = OneOf("--drift", "whose mean motion is taken out of the positions (default framework: the ions that are not mobile)", ("framework", DriftMode.Framework), ("all", DriftMode.All), ("none", DriftMode.None));
    private readonly Option<VdosMode?> _vdos = OneOf("--vdos", "how the vibrational spectrum is made (default paper)", ("paper", VdosMode.Paper), ("standard", VdosMode.Standard));
    private readonly Option<UnwrapMode?> _unwrap = OneOf("--unwrap", "changing cells: displacements in the cell of the moment (default), or the codes' own image flags × cell", ("displacements", UnwrapMode.Displacements), ("image-flags", UnwrapMode.ImageFlags));
    private readonly Option<double?> _untilConverged = Positive("--until-converged", "0.2", "half-width of the 95 % interval on D that counts as converged, in parts of D; exit code 3 where it was not reached");
    private readonly Option<bool> _chain = new("--chain") { Description = "the files are one run, in this order" };
    private readonly Option<bool> _replicas = new("--replicas") { Description = "the files are runs of their own" };
    private readonly Option<FileInfo[]> _config = new("--config") { Description = "settings to lay over the defaults (HOCON; see docs/configuration.md)", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _species, _map, _timestepFs, _frameFs, _temperatureK, _fromPs, _toPs, _fitPs, _drift, _vdos, _unwrap, _untilConverged, _chain, _replicas, _config })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_chain) && result.GetValue(_replicas)) result.AddError("expected --chain or --replicas, got both");
            if (result.GetValue(_fromPs) >= result.GetValue(_toPs)) result.AddError($"expected --from-ps below --to-ps, got {result.GetValue(_fromPs)} and {result.GetValue(_toPs)}");
        });
    }

    public RunOptions ToRunOptions(ParseResult parsed) => new()
    {
        MobileSpecies = parsed.GetValue(_species) ?? [],
        SpecieOfType = parsed.GetValue(_map) ?? [],
        TimestepFs = parsed.GetValue(_timestepFs),
        FrameFs = parsed.GetValue(_frameFs),
        TemperatureK = parsed.GetValue(_temperatureK),
        FromPs = parsed.GetValue(_fromPs),
        ToPs = parsed.GetValue(_toPs),
        Chain = parsed.GetValue(_chain) ? true : parsed.GetValue(_replicas) ? false : null,
    };

    /// <summary>What the command line says about the analysis, where it says anything.</summary>
    /// <param name="when">Its target is the verdict's, and its specie the mobile one.</param>
    public RunSetups Choose(RunSetups setups, ParseResult parsed, StopWhen? when = null) => setups with
    {
        Options = when?.Specie is { } specie ? setups.Options with { MobileSpecies = [specie] } : setups.Options,
        Fit = parsed.GetValue(_fitPs),
        Target = when?.TargetRelative ?? parsed.GetValue(_untilConverged),
        Drift = parsed.GetValue(_drift),
        Vdos = parsed.GetValue(_vdos),
        Unwrap = parsed.GetValue(_unwrap),
    };

    /// <summary>The exit code of a run that was read well: 3 where convergence was asked for and not reached.</summary>
    public int ExitCodeOf(ParseResult parsed, int exit, IEnumerable<RunView> views, StopWhen? when = null) =>
        exit == ExitCode.Done && views.Any(view => (when is not null && !view.HasMetStopWhen) || (parsed.GetValue(_untilConverged) is not null && view.Latest?.Snapshot.Verdict?.AtStop is null))
            ? ExitCode.NotConverged
            : exit;

    /// <summary>Two conditions that say different things are one too many.</summary>
    public void CheckAgainst(StopWhen when, CommandResult result)
    {
        if (result.GetValue(_untilConverged) is not null) result.AddError("expected --stop-when or --until-converged, got both");
        if (when.Specie is { } specie && result.GetValue(_species) is { Length: > 0 } species && (species.Length > 1 || species[0] != specie))
            result.AddError($"--stop-when: expected D of the mobile specie ({string.Join(", ", species)}), got D({specie})");
    }

    public IEnumerable<string> ConfigFiles(ParseResult parsed) => (parsed.GetValue(_config) ?? []).Select(file => file.FullName);

    /// <summary>An option for a number above 0 and no larger than any run could mean.</summary>
    public static Option<double?> Positive(string name, string example, string description) => Number(name, example, description, value => value is > 0 and <= Largest, $"a number above 0 and up to {Largest:g}");

    private static Option<double?> Number(string name, string example, string description, Func<double, bool> isFit, string expected) => new(name)
    {
        Description = description,
        HelpName = example,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, out double value) && isFit(value)) return value;
            result.AddError($"{name}: expected {expected}, got {result.Tokens[0].Value}");
            return null;
        },
    };

    private static Option<T?> OneOf<T>(string name, string description, params (string Word, T Value)[] values)
        where T : struct
    {
        string words = string.Join('|', values.Select(value => value.Word));
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = words,
            CustomParser = result =>
            {
                foreach ((string word, T value) in values)
                    if (word == result.Tokens[0].Value) return value;
                result.AddError($"{name}: expected {words}, got {result.Tokens[0].Value}");
                return null;
            },
        };
    }

    private static Dictionary<string, string>? ParseMap(ArgumentResult result)
    {
        var map = new Dictionary<string, string>();
        foreach (string pair in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (pair.Split('=') is [{ Length: > 0 } type, { Length: > 0 } specie]) map[type] = specie;
            else result.AddError($"--species: expected pairs such as 1=Li,2=O, got {pair}");
        }

        return map;
    }

    private static FitRange? ParseFit(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Split(':') is [var from, var to] && double.TryParse(from, out double fromPs) && double.TryParse(to, out double toPs) && fromPs < toPs && fromPs >= 0)
            return new FitRange(fromPs, toPs);
        result.AddError($"--fit-ps: expected a range such as 3:18 in ps, got {text}");
        return null;
    }
}

/// <summary>A range of lags, ps.</summary>
internal sealed record FitRange(double FromPs, double ToPs);
