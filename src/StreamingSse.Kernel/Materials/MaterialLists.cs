using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Materials;

/// <summary>Gathers a material's descriptors; one that was given by hand stays as it is.</summary>
internal sealed class MaterialLists
{
    private readonly Dictionary<string, DescriptorValue> _values = [];
    private readonly Dictionary<string, DescriptorCategory> _words = [];
    private readonly Dictionary<string, string> _missing = [];
    private readonly HashSet<string> _byHand = [];

    public MaterialLists(MaterialInputs inputs)
    {
        foreach ((string name, Sourced<double> value) in inputs.ByHand) Add(name, value.Value, value.From);
        foreach ((string name, Sourced<string> word) in inputs.WordsByHand) Add(name, word.Value, word.From);
        _byHand = [.. inputs.ByHand.Keys, .. inputs.WordsByHand.Keys];
    }

    public IReadOnlyList<DescriptorValue> Values => [.. MaterialDescriptors.All.Where(_values.ContainsKey).Select(name => _values[name])];

    public IReadOnlyList<DescriptorCategory> Words => [.. MaterialDescriptors.All.Where(_words.ContainsKey).Select(name => _words[name])];

    public IReadOnlyDictionary<string, string> Missing => _missing;

    public List<string> Warnings { get; } = [];

    public double this[string name] => _values.TryGetValue(name, out DescriptorValue? value) ? value.Value : double.NaN;

    /// <summary>A value that is not finite is left to <see cref="Miss"/>.</summary>
    public void Add(string name, double value, string from)
    {
        if (!_byHand.Contains(name) && double.IsFinite(value)) _values[name] = new DescriptorValue(name, value, MaterialDescriptors.UnitOf(name)!, double.NaN, from);
    }

    public void Add(string name, string word, string from)
    {
        if (!_byHand.Contains(name)) _words[name] = new DescriptorCategory(name, word, from);
    }

    public void Miss(string name, string reason)
    {
        if (!_byHand.Contains(name)) _missing[name] = reason;
    }

    /// <summary>The value, or the reason where there is none.</summary>
    public void AddOr(string name, double value, string from, string reason)
    {
        if (double.IsFinite(value)) Add(name, value, from);
        else Miss(name, reason);
    }

    public void Warn(string words) => Warnings.Add(words);

    public void AddAll(DescriptorList list)
    {
        foreach (DescriptorValue value in list.Values) Add(value.Name, value.Value, value.From);
        foreach ((string name, string reason) in list.Missing) Miss(name, reason);
    }
}
