using StreamingSse.Kernel.Materials;

namespace StreamingSse.Pipeline.Links;

/// <summary>What is known of a run's material and machine beside its trajectory.</summary>
/// <param name="Material">As the user calls it; null where nobody said.</param>
/// <param name="Stoichiometric">Null where nobody said.</param>
/// <param name="Cores">Processor cores that the engine occupies; NaN where nobody said.</param>
/// <param name="Description">From structure and first-principles files; null where there are none.</param>
public sealed record RunTags(string? Material, bool? Stoichiometric, double TemperatureK, double Cores, MaterialDescription? Description)
{
    public static RunTags None { get; } = new(null, null, double.NaN, double.NaN, null);
}
