namespace StreamingSse.Kernel.Materials;

/// <summary>Born effective charges, in elementary charges.</summary>
/// <param name="Species">Specie of each ion.</param>
/// <param name="IsotropicE">⅓ Tr Z* of each ion.</param>
public sealed record BornCharges(IReadOnlyList<string> Species, IReadOnlyList<double> IsotropicE)
{
    /// <summary>Mean over the ions of a specie; NaN where there is none.</summary>
    public double MeanE(string specie) =>
        Enumerable.Range(0, Species.Count).Where(ion => Species[ion] == specie).Select(ion => IsotropicE[ion]).DefaultIfEmpty(double.NaN).Average();
}
