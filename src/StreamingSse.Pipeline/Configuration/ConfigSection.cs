using System.Globalization;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Hocon;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>Reads the keys of one section as what they should be. A key that nobody asked for is unknown.</summary>
/// <param name="at">The section, or the root.</param>
/// <param name="path">Its full path with dots; empty for the root.</param>
/// <param name="providers">They know where a key was written, and how.</param>
internal sealed class ConfigSection(IConfiguration at, string path, IReadOnlyList<HoconConfigurationProvider> providers)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<ConfigSection> _inner = [];

    public static ConfigSection Root(IConfigurationRoot root) => new(root, "", [.. root.Providers.OfType<HoconConfigurationProvider>()]);

    public ConfigSection Section(string name)
    {
        _asked.Add(name);
        IConfigurationSection section = at.GetSection(name);
        if (section.Value is not null) throw Bad(name, "a section { … }");
        var inner = new ConfigSection(section, FullPath(name), providers);
        _inner.Add(inner);
        return inner;
    }

    /// <summary>True where the key has a value; <c>null</c> is none.</summary>
    public bool Has(string name)
    {
        _asked.Add(name);
        IConfigurationSection found = at.GetSection(name);
        return found.Value is not null || found.GetChildren().Any();
    }

    public string Text(string name)
    {
        _asked.Add(name);
        return at[name] is { Length: > 0 } text ? text : throw Bad(name, "a text");
    }

    public TimeSpan Duration(string name, TimeSpan min, TimeSpan max)
    {
        string expected = $"a duration of {Write(min)} to {Write(max)}, such as 10 s";
        _asked.Add(name);
        bool isDuration = HoconUnits.TryDuration(at[name] ?? "", out TimeSpan value);
        return isDuration && value >= min && value <= max ? value : throw Bad(name, expected);
    }

    public double Number(string name, double min, double max)
    {
        _asked.Add(name);
        return HoconUnits.TryNumber(at[name] ?? "", out double value) && value >= min && value <= max
            ? value
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}, without a unit"));
    }

    public int Count(string name, int min, int max)
    {
        double value = Number(name, min, max);
        return value == Math.Floor(value) ? (int)value : throw Bad(name, $"a whole number from {min} to {max}");
    }

    /// <summary>A size in bytes, such as 64 MiB.</summary>
    public long Size(string name, long minBytes, long maxBytes)
    {
        _asked.Add(name);
        return HoconUnits.TrySize(at[name] ?? "", out long bytes) && bytes >= minBytes && bytes <= maxBytes
            ? bytes
            : throw Bad(name, $"a size from {minBytes} to {maxBytes} bytes, such as 64 MiB");
    }

    public bool Flag(string name)
    {
        _asked.Add(name);
        return HoconUnits.TryBoolean(at[name] ?? "", out bool value) ? value : throw Bad(name, "true or false");
    }

    /// <summary>One of the names of an enumeration, written-with-hyphens.</summary>
    public T Choice<T>(string name) where T : struct, Enum
    {
        _asked.Add(name);
        foreach (T value in Enum.GetValues<T>())
            if (at[name] == Hyphenated(value.ToString())) return value;
        throw Bad(name, string.Join(" or ", Enum.GetNames<T>().Select(Hyphenated)));
    }

    /// <summary>A list of texts, such as [Li, Na].</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        _asked.Add(name);
        IConfigurationSection[] items = [.. at.GetSection(name).GetChildren()];
        bool isList = IsArray(name) && items.All(item => item.Value is { Length: > 0 });
        return isList ? [.. items.Select(item => item.Value!)] : throw Bad(name, "a list such as [Li]");
    }

    /// <summary>All numbers of a list, or of lists within it, in order.</summary>
    public double[] Numbers(string name)
    {
        _asked.Add(name);
        if (!IsArray(name)) throw Bad(name, "a list of numbers");
        List<double> numbers = [];
        Gather(at.GetSection(name));
        return [.. numbers];

        void Gather(IConfigurationSection section)
        {
            foreach (IConfigurationSection item in section.GetChildren())
            {
                if (item.Value is null) Gather(item);
                else if (HoconUnits.TryNumber(item.Value, out double value)) numbers.Add(value);
                else throw Bad(name, "a list of numbers");
            }
        }
    }

    /// <summary>A section whose keys are free, such as { 1 = Li, 2 = O }.</summary>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        _asked.Add(name);
        IConfigurationSection[] items = [.. at.GetSection(name).GetChildren()];
        if (at[name] is not null || IsArray(name) || items.Any(item => item.Value is null or ""))
            throw Bad(name, "a section such as { 1 = Li, 2 = O }");
        return items.ToDictionary(item => item.Key, item => item.Value!);
    }

    /// <summary>The sections of a section whose keys are free names.</summary>
    public IReadOnlyList<(string Name, ConfigSection Section)> Sections() =>
        [.. at.GetChildren().Select(child => child.Key).Select(name => (name, Section(name)))];

    /// <summary>The message for a key with the wrong value.</summary>
    public BadInputException Bad(string name, string expected)
    {
        IConfigurationSection found = at.GetSection(name);
        string text = IsArray(name) ? "a list"
            : found.GetChildren().Any() ? "a section"
            : found.Value is null ? "nothing"
            : HoconPath.Quote(found.Value);
        return new BadInputException(Where(name), expected, text);
    }

    /// <summary>Refuses every key, here and in the sections within, that was not asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (IConfigurationSection child in at.GetChildren())
        {
            if (_asked.Contains(child.Key)) continue;
            string known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            throw new BadInputException(Where(child.Key), $"one of {known}", "an unknown key");
        }
        foreach (ConfigSection inner in _inner) inner.RefuseUnknown();
    }

    /// <summary>Where a key was written, for the user.</summary>
    public string Origin(string name) =>
        providers.Select(p => p.OriginOf(ColonPath(name))).LastOrDefault(origin => origin is not null)?.ToString() ?? "configuration";

    public static string Hyphenated(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private string Where(string name) => $"{Origin(name)} {FullPath(name)}";

    private bool IsArray(string name) => providers.Any(p => p.IsArray(ColonPath(name)));

    private string ColonPath(string name) => path.Length == 0 ? name : ConfigurationPath.Combine(path.Replace('.', ':'), name);

    private string FullPath(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Write(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => $"{span.TotalHours} h",
        { TotalSeconds: >= 1 } => $"{span.TotalSeconds} s",
        _ => $"{span.TotalMilliseconds} ms",
    };
}
