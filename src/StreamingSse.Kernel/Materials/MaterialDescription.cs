using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Kernel.Materials;

/// <summary>What structure and first-principles files say of a material: 13 mechanical-elastic descriptors, 18 structural-compositional ones, and Γ.</summary>
/// <remarks>Immutable, and independent of any trajectory: it joins the 22 others of each run of the material by name.</remarks>
/// <param name="Path">What it was read from.</param>
/// <param name="Formula">One formula unit, such as Na3PS4; null where it is not known.</param>
/// <param name="Mobile">The ion that diffuses; null where it is not known.</param>
/// <param name="Descriptors">Those that are numbers and were found.</param>
/// <param name="Categories">Those that are words and were found.</param>
/// <param name="Missing">Reason for each of <see cref="MaterialDescriptors.All"/> that is in neither.</param>
/// <param name="Inferred">What was taken for granted, and from where.</param>
public sealed record MaterialDescription(
    string Path,
    string? Formula,
    string? Mobile,
    IReadOnlyList<DescriptorValue> Descriptors,
    IReadOnlyList<DescriptorCategory> Categories,
    IReadOnlyDictionary<string, string> Missing,
    IReadOnlyList<Inferred> Inferred,
    IReadOnlyList<string> Warnings)
{
    /// <summary>NaN where it is missing or is a word.</summary>
    public double this[string name] => Descriptors.FirstOrDefault(value => value.Name == name)?.Value ?? double.NaN;

    /// <summary>The word of a category; null where it is missing.</summary>
    public string? Category(string name) => Categories.FirstOrDefault(category => category.Name == name)?.Value;
}
