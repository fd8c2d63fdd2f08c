using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Spectra;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Hocon;
using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>What was once answered about a run, kept in files named sse.conf that hold for their folder and all below it.</summary>
/// <param name="Drift">Null where nothing was said: the process's setting holds. Likewise <c>Vdos</c>.</param>
/// <param name="Found">Each answer with the file and line it stands in, for the user.</param>
public sealed record RunAnswers(RunOptions Options, DriftMode? Drift, VdosMode? Vdos, IReadOnlyList<Inferred> Found)
{
    /// <summary>What the run is a run of, where somebody said so.</summary>
    public RunTags Tags { get; init; } = RunTags.None;

    public const string FileName = "sse.conf";

    // Of any unit: limits against slips of the keyboard only.
    private const double MinPositive = 1e-6;
    private const double Max = 1e12;

    /// <summary>Gathers the answers for a file or folder from the sse.conf beside it and those above it; the nearest wins.</summary>
    public static RunAnswers FindFor(string path)
    {
        string full = Path.GetFullPath(path);
        var files = new Stack<string>();
        string? folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full);
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, FileName))) files.Push(Path.Combine(folder, FileName));

        var builder = new ConfigurationBuilder();
        foreach (string file in files) builder.AddHoconFile(file);
        return Read(builder);
    }

    /// <summary>Adds what this says, and the sse.conf of a folder does not say yet, to that file; what stands in it stays.</summary>
    /// <param name="from">Where the answers come from, for the comment above them: one line.</param>
    public void SaveTo(string folder, string from)
    {
        string file = Path.Combine(folder, FileName);
        string text = File.Exists(file) ? HoconText.Read(file).Text : "";
        HashSet<string> known = [.. Read(new ConfigurationBuilder().AddHoconText(text, file)).Lines()];
        string[] news = [.. Lines().Where(line => !known.Contains(line))];
        if (news.Length == 0) return;

        var added = new StringBuilder(text);
        if (text.Length > 0 && !text.EndsWith('\n')) added.Append('\n');
        added.Append($"# {from.ReplaceLineEndings(" ")}\nrun {{\n");
        foreach (string line in news) added.Append($"  {line}\n");
        added.Append("}\n");
        Read(new ConfigurationBuilder().AddHoconText(added.ToString(), file));   // refuses a text that nothing can be added to

        Replace(file, added.ToString());
    }

    private static void Replace(string file, string text)
    {
        try
        {
            File.WriteAllText(file + ".new", text);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, "a folder that answers can be kept in", e.Message);
        }
    }

    private static RunAnswers Read(IConfigurationBuilder builder)
    {
        ConfigSection root = ConfigSection.Root(builder.Build());
        ConfigSection run = root.Section("run");
        double? Number(string name, double min) => run.Has(name) ? run.Number(name, min, Max) : null;

        var options = new RunOptions
        {
            MobileSpecies = run.Has("specie") ? run.Texts("specie") : [],
            SpecieOfType = run.Has("species") ? run.Map("species") : new Dictionary<string, string>(),
            TimestepFs = Number("timestep-fs", MinPositive),
            FrameFs = Number("frame-fs", MinPositive),
            TemperatureK = Number("temperature-k", MinPositive),
            FromPs = Number("from-ps", 0),
            ToPs = Number("to-ps", 0),
            Chain = run.Has("chain") ? run.Flag("chain") : null,
        };
        DriftMode? drift = run.Has("drift") ? run.Choice<DriftMode>("drift") : null;
        VdosMode? vdos = run.Has("vdos") ? run.Choice<VdosMode>("vdos") : null;
        RunTags tags = RunTags.None with
        {
            Material = run.Has("material") ? run.Text("material") : null,
            Stoichiometric = run.Has("stoichiometric") ? run.Flag("stoichiometric") : null,
            Cores = Number("cores", MinPositive) ?? double.NaN,
        };
        root.RefuseUnknown();

        var answers = new RunAnswers(options, drift, vdos, []) { Tags = tags };
        return answers with { Found = [.. answers.Values().Select(v => new Inferred(v.Key, v.Text, run.Origin(v.Key)))] };
    }

    private IEnumerable<string> Lines() => Values().Select(value => $"{value.Key} = {value.Text}");

    private IEnumerable<(string Key, string Text)> Values()
    {
        IEnumerable<string> mobile = Options.MobileSpecies.Select(HoconPath.WriteElement);
        IEnumerable<string> types = Options.SpecieOfType.Select(p => $"{HoconPath.Quote(p.Key)} = {HoconPath.WriteElement(p.Value)}");
        if (Options.MobileSpecies.Count > 0) yield return ("specie", $"[{string.Join(", ", mobile)}]");
        if (Options.SpecieOfType.Count > 0) yield return ("species", $"{{ {string.Join(", ", types)} }}");
        if (Options.TimestepFs is double timestepFs) yield return ("timestep-fs", Write(timestepFs));
        if (Options.FrameFs is double frameFs) yield return ("frame-fs", Write(frameFs));
        if (Options.TemperatureK is double temperatureK) yield return ("temperature-k", Write(temperatureK));
        if (Options.FromPs is double fromPs) yield return ("from-ps", Write(fromPs));
        if (Options.ToPs is double toPs) yield return ("to-ps", Write(toPs));
        if (Options.Chain is bool chain) yield return ("chain", chain ? "true" : "false");
        if (Tags.Material is { } material) yield return ("material", HoconPath.WriteElement(material));
        if (Tags.Stoichiometric is bool stoichiometric) yield return ("stoichiometric", stoichiometric ? "true" : "false");
        if (double.IsFinite(Tags.Cores)) yield return ("cores", Write(Tags.Cores));
        if (Drift is DriftMode drift) yield return ("drift", ConfigSection.Hyphenated(drift.ToString()));
        if (Vdos is VdosMode vdos) yield return ("vdos", ConfigSection.Hyphenated(vdos.ToString()));
    }

    private static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
