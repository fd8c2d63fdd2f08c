namespace StreamingSse.Kernel;

/// <summary>Nominal (formal) charges of the ions that diffuse in solids, elementary charges.</summary>
public static class NominalCharge
{
    private static readonly Dictionary<string, double> OfSpecie = new()
    {
        ["H"] = 1,
        ["Li"] = 1,
        ["Na"] = 1,
        ["K"] = 1,
        ["Rb"] = 1,
        ["Cs"] = 1,
        ["Cu"] = 1,
        ["Ag"] = 1,
        ["Mg"] = 2,
        ["Ca"] = 2,
        ["Zn"] = 2,
        ["Al"] = 3,
        ["F"] = -1,
        ["Cl"] = -1,
        ["Br"] = -1,
        ["I"] = -1,
        ["O"] = -2,
        ["S"] = -2,
    };

    /// <summary>NaN for a specie whose charge is not clear from its name.</summary>
    public static double OfE(string specie) => OfSpecie.TryGetValue(specie, out double chargeE) ? chargeE : double.NaN;
}
