using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Files;

/// <summary>Every descriptor that has no value, with its reason: those that were not computed, and those that came out undefined.</summary>
internal static class MissingDescriptors
{
    private const string NoReason = "undefined for these frames";

    public static IEnumerable<(string Name, string Reason)> Of(RunSnapshot snapshot)
    {
        foreach ((string name, string reason) in snapshot.Missing) yield return (name, reason);
        foreach (DescriptorValue descriptor in snapshot.Descriptors)
        {
            if (!double.IsFinite(descriptor.Value) && !snapshot.Missing.ContainsKey(descriptor.Name))
                yield return (descriptor.Name, NoReason);
        }
    }
}
