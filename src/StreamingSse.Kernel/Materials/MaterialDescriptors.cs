namespace StreamingSse.Kernel.Materials;

/// <summary>Names and units of the descriptors that need no trajectory, in the order in which they are listed.</summary>
public static class MaterialDescriptors
{
    public const string Stoichiometric = "stoichiometric", CrystalSystem = "crystalSystem", GammaOptical = "gammaOptical";

    private static readonly (string Name, string Unit)[] Table =
    [
        (GammaOptical, "meV"),
        ("lambda", "GPa"), ("B", "GPa"), ("E", "GPa"), ("G", "GPa"), ("nu", ""), ("pWave", "GPa"), ("hardness", "GPa"), ("pugh", ""),
        ("cauchy", "GPa"), ("vL", "m/s"), ("vT", "m/s"), ("vRatio", ""), ("vMean", "m/s"),
        ("zNominal", "e"), ("zBorn", "e"), ("epsilon", ""), ("mass", "amu"), ("alphaIon", "Å³"), ("alphaCm", "Å³"), (Stoichiometric, ""),
        (CrystalSystem, ""), ("aMin", "Å"), ("formulaUnits", ""), ("volume", "Å³"), ("abcSpread", "Å"), ("angleSpread", "°"),
        ("symmetryOps", ""), ("neighbours", ""), ("dNn", "Å"), ("gap", "eV"), ("eVacancy", "eV"),
    ];

    private static readonly Dictionary<string, string> Units = Table.ToDictionary(entry => entry.Name, entry => entry.Unit);

    public static IReadOnlyList<string> All { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>Empty for a number without one; null for a name that is none of these.</summary>
    public static string? UnitOf(string name) => Units.GetValueOrDefault(name);

    public static bool IsCategory(string name) => name is Stoichiometric or CrystalSystem;
}
