namespace StreamingSse.Kernel.Materials;

/// <summary>Electronic polarisabilities of ions of the usual charge, Å³.</summary>
/// <remarks>L. Pauling, Proc. R. Soc. A 1927, 114, 181: free ions, all from one source so that they can be compared. A bare proton has none.</remarks>
public static class IonPolarisability
{
    private static readonly Dictionary<string, double> OfSpecieA3 = new()
    {
        ["Li"] = 0.029,
        ["Na"] = 0.179,
        ["K"] = 0.83,
        ["Rb"] = 1.40,
        ["Cs"] = 2.42,
        ["Cu"] = 0.428,
        ["Ag"] = 1.72,
        ["Mg"] = 0.094,
        ["Ca"] = 0.47,
        ["Zn"] = 0.286,
        ["Al"] = 0.052,
        ["F"] = 1.04,
        ["Cl"] = 3.66,
        ["Br"] = 4.77,
        ["I"] = 7.10,
        ["O"] = 3.88,
        ["S"] = 10.2,
    };

    /// <summary>NaN for a specie that is not in the table.</summary>
    public static double OfA3(string specie) => OfSpecieA3.GetValueOrDefault(specie, double.NaN);
}
