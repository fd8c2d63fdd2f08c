namespace StreamingSse.Kernel.Materials;

/// <summary>A descriptor that is a word: <c>stoichiometric</c> (true or false) or <c>crystalSystem</c> (cubic, …).</summary>
/// <param name="From">computed, file or hand, and out of what.</param>
public sealed record DescriptorCategory(string Name, string Value, string From);
