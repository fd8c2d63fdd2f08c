namespace StreamingSse.Kernel;

/// <summary>Chemical symbols and their masses, amu.</summary>
/// <remarks>
/// IUPAC 2021 abridged standard atomic weights, five digits (T. Prohaska et al., Pure Appl. Chem. 2022, 94, 573). Elements without one
/// carry the mass number of their longest-lived isotope. D and T are hydrogen's isotopes (AME 2020).
/// A symbol is taken whole and in any case (Li, LI, li): a label such as Li1 or Na_pv is the reader's to strip.
/// </remarks>
public static class Elements
{
    private static readonly (string Symbol, double MassAmu)[] Table =
    [
        ("H", 1.0080), ("D", 2.0141), ("T", 3.0160), ("He", 4.0026), ("Li", 6.94), ("Be", 9.0122), ("B", 10.81), ("C", 12.011),
        ("N", 14.007), ("O", 15.999), ("F", 18.998), ("Ne", 20.180), ("Na", 22.990), ("Mg", 24.305), ("Al", 26.982), ("Si", 28.085),
        ("P", 30.974), ("S", 32.06), ("Cl", 35.45), ("Ar", 39.95), ("K", 39.098), ("Ca", 40.078), ("Sc", 44.956), ("Ti", 47.867),
        ("V", 50.942), ("Cr", 51.996), ("Mn", 54.938), ("Fe", 55.845), ("Co", 58.933), ("Ni", 58.693), ("Cu", 63.546), ("Zn", 65.38),
        ("Ga", 69.723), ("Ge", 72.630), ("As", 74.922), ("Se", 78.971), ("Br", 79.904), ("Kr", 83.798), ("Rb", 85.468), ("Sr", 87.62),
        ("Y", 88.906), ("Zr", 91.224), ("Nb", 92.906), ("Mo", 95.95), ("Tc", 97), ("Ru", 101.07), ("Rh", 102.91), ("Pd", 106.42),
        ("Ag", 107.87), ("Cd", 112.41), ("In", 114.82), ("Sn", 118.71), ("Sb", 121.76), ("Te", 127.60), ("I", 126.90), ("Xe", 131.29),
        ("Cs", 132.91), ("Ba", 137.33), ("La", 138.91), ("Ce", 140.12), ("Pr", 140.91), ("Nd", 144.24), ("Pm", 145), ("Sm", 150.36),
        ("Eu", 151.96), ("Gd", 157.25), ("Tb", 158.93), ("Dy", 162.50), ("Ho", 164.93), ("Er", 167.26), ("Tm", 168.93), ("Yb", 173.05),
        ("Lu", 174.97), ("Hf", 178.49), ("Ta", 180.95), ("W", 183.84), ("Re", 186.21), ("Os", 190.23), ("Ir", 192.22), ("Pt", 195.08),
        ("Au", 196.97), ("Hg", 200.59), ("Tl", 204.38), ("Pb", 207.2), ("Bi", 208.98), ("Po", 209), ("At", 210), ("Rn", 222),
        ("Fr", 223), ("Ra", 226), ("Ac", 227), ("Th", 232.04), ("Pa", 231.04), ("U", 238.03), ("Np", 237), ("Pu", 244), ("Am", 243),
    ];

    private static readonly Dictionary<string, (string Symbol, double MassAmu)> BySymbol =
        Table.ToDictionary(element => element.Symbol, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every symbol known, from H to Am, D and T among them.</summary>
    public static IEnumerable<string> Symbols => Table.Select(element => element.Symbol);

    /// <summary>The symbol as chemists write it (LI → Li); null where there is none such.</summary>
    public static string? Canonical(string symbol) => BySymbol.TryGetValue(symbol, out var element) ? element.Symbol : null;

    /// <summary>The symbol of an atomic number; null where there is none. D and T, which are hydrogen, have none of their own.</summary>
    public static string? OfNumber(long atomicNumber) =>
        atomicNumber == 1 ? "H" : atomicNumber >= 2 && atomicNumber + 1 < Table.Length ? Table[atomicNumber + 1].Symbol : null;

    /// <returns>False, and NaN, where there is no such element.</returns>
    public static bool TryGetMassAmu(string symbol, out double amu)
    {
        bool found = BySymbol.TryGetValue(symbol, out var element);
        amu = found ? element.MassAmu : double.NaN;
        return found;
    }

    /// <summary>The element whose mass lies nearest, as for a LAMMPS data file that names masses only.</summary>
    /// <param name="relativeTolerance">Largest |m − value|/m taken. Co and Ni, the closest pair, lie 0.004 apart.</param>
    /// <returns>Null where none lies within the tolerance.</returns>
    public static string? NearestByMass(double amuValue, double relativeTolerance = 0.003)
    {
        if (!double.IsFinite(amuValue)) return null;
        (string symbol, double massAmu) = Table.MinBy(element => Math.Abs(element.MassAmu - amuValue));
        return Math.Abs(massAmu - amuValue) <= relativeTolerance * massAmu ? symbol : null;
    }
}
