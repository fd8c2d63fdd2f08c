namespace StreamingSse.Kernel.Snapshots;

/// <summary>Gathers descriptors; a value that is no number becomes a missing one with its reason.</summary>
public sealed class DescriptorList
{
    private readonly List<DescriptorValue> _values = [];
    private readonly Dictionary<string, string> _missing = [];

    public IReadOnlyList<DescriptorValue> Values => _values;

    public IReadOnlyDictionary<string, string> Missing => _missing;

    /// <param name="reasonIfMissing">Told where <paramref name="value"/> is not finite.</param>
    public void Add(string name, double value, string unit, string from, string reasonIfMissing)
    {
        if (double.IsFinite(value)) _values.Add(new DescriptorValue(name, value, unit, double.NaN, from));
        else _missing[name] = reasonIfMissing;
    }

    public void Miss(string name, string reason) => _missing[name] = reason;
}
