using System.Globalization;
using Microsoft.Extensions.Configuration;
using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Hocon;

/// <summary>Gives a resolved HOCON document out as configuration keys, each with the place it was written.</summary>
/// <remarks>Array items are keyed 0, 1, 2, …; an empty array is an empty value, an empty object and <c>null</c> are null.</remarks>
public sealed class HoconConfigurationProvider : ConfigurationProvider
{
    private readonly IReadOnlyList<HoconText> _layers;
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, HoconOrigin> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _arrays = new(StringComparer.OrdinalIgnoreCase);

    internal HoconConfigurationProvider(IReadOnlyList<HoconText> layers, Func<string, string?> environment) =>
        (_layers, _environment) = (layers, environment);

    /// <summary>Where a key, such as <c>follow:poll-max</c>, was last written; null for one that is in no text.</summary>
    public HoconOrigin? OriginOf(string key) => _origins.TryGetValue(key, out HoconOrigin origin) ? origin : null;

    /// <summary>True for a key that was written as an array, which its items' keys alone do not tell from an object.</summary>
    public bool IsArray(string key) => _arrays.Contains(key);

    public override void Load()
    {
        var root = new HoconNode.Object(new HoconOrigin(_layers.Count > 0 ? _layers[^1].Name : "configuration", 0, 0));
        foreach (HoconText layer in _layers) HoconParser.ParseInto(root, layer);

        Data.Clear();
        _origins.Clear();
        _arrays.Clear();
        AddFields(new HoconResolver(root, _environment).Resolve(), prefix: null);
    }

    private void AddFields(HoconNode.Object fields, string? prefix)
    {
        foreach ((string name, HoconField field) in fields.Fields)
        {
            HoconOrigin origin = field.Top!.Origin;
            if (name.Length == 0 || name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
                throw origin.LeftOut($"the key {HoconPath.Quote(name)}, empty or with a colon");

            string key = prefix is null ? name : ConfigurationPath.Combine(prefix, name);
            if (_origins.TryGetValue(key, out HoconOrigin other))
                throw origin.Bad("keys that differ in more than case", $"{key.Replace(':', '.')} here and another spelling at {other}");
            Add(key, field.Top!);
        }
    }

    private void Add(string key, HoconNode node)
    {
        _origins[key] = node.Origin;
        switch (node)
        {
            case HoconNode.Scalar scalar:
                Data[key] = scalar.Text;
                break;
            case HoconNode.List list:
                _arrays.Add(key);
                if (list.Items.Count == 0) Data[key] = "";
                for (int i = 0; i < list.Items.Count; i++)
                    Add(ConfigurationPath.Combine(key, i.ToString(CultureInfo.InvariantCulture)), list.Items[i]);
                break;
            case HoconNode.Object fields:
                if (fields.Fields.Count == 0) Data[key] = null;
                AddFields(fields, key);
                break;
            default:
                throw new BadInputException(node.Origin.ToString(), "a resolved value", node.Kind);
        }
    }
}
