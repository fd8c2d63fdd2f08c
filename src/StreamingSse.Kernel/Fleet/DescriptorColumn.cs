namespace StreamingSse.Kernel.Fleet;

/// <summary>One numeric descriptor of the living table: its name in files, its unit, and where it comes from.</summary>
public sealed record DescriptorColumn(string Name, string Unit, DescriptorFamily Family)
{
    /// <summary>The numeric ones of the 54, in the order of López et al., Mater. Horiz. 2023, 10, 1757; stoichiometry and crystal system are categories.</summary>
    public static IReadOnlyList<DescriptorColumn> All { get; } =
    [
        .. Of(DescriptorFamily.Vibrational,
            "lindemann 1", "gammaOptical meV", "omegaAll meV", "omegaNd meV", "omegaD meV", "omega30All meV", "omega30Nd meV", "omega30D meV",
            "eVibAll meV/mode", "eVibNd meV/mode", "eVibD meV/mode", "cVAll meV/K/mode", "cVNd meV/K/mode", "cVD meV/K/mode", "thetaD K",
            "fVibAll meV/mode", "fVibNd meV/mode", "fVibD meV/mode", "sVibAll meV/K/mode", "sVibNd meV/K/mode", "sVibD meV/K/mode", "D Å²/ps", "msd Å²"),
        .. Of(DescriptorFamily.Elastic,
            "lambda GPa", "B GPa", "E GPa", "G GPa", "nu 1", "pWave GPa", "hardness GPa", "pugh 1", "cauchy GPa", "vL m/s", "vT m/s", "vRatio 1", "vMean m/s"),
        .. Of(DescriptorFamily.Structural,
            "zNominal e", "zBorn e", "epsilon 1", "mass amu", "alphaIon Å³", "alphaCm Å³", "aMin Å", "formulaUnits 1", "volume Å³", "abcSpread Å",
            "angleSpread °", "symmetryOps 1", "neighbours 1", "dNn Å", "gap eV", "eVacancy eV"),
    ];

    public static int Count => All.Count;

    private static readonly Dictionary<string, int> Places = All.Select((column, at) => (column.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at);

    /// <summary>The place of a column in a row's values; −1 where there is none of that name.</summary>
    public static int IndexOf(string name) => Places.GetValueOrDefault(name, -1);

    private static IEnumerable<DescriptorColumn> Of(DescriptorFamily family, params string[] namesAndUnits) =>
        namesAndUnits.Select(text => text.Split(' ')).Select(parts => new DescriptorColumn(parts[0], parts[1], family));
}
