using System.Globalization;

namespace StreamingSse.Kernel.Fleet;

/// <summary>Names a cell: its reduced formula, and the ideal compound that it is, perhaps with some defects.</summary>
/// <param name="Composition">The cell's own reduced formula, the most electropositive specie first: Ag63I64.</param>
/// <param name="Material">AgI; the composition itself where no simple compound is near.</param>
/// <param name="Stoichiometric">Null where no simple compound is near.</param>
/// <remarks>A compound is simple up to 30 atoms in its formula, and near when every specie's count differs from it by at most 6 %.</remarks>
public sealed record CellComposition(string Composition, string Material, bool? Stoichiometric)
{
    private const int SimpleAtoms = 30;
    private const int MostOfRarest = 6;
    private const double NearShare = 0.06;

    /// <summary>Pauling's scale (W. M. Haynes, CRC Handbook, 97th ed.); a specie that is not listed stands with the metals, by name.</summary>
    private static readonly Dictionary<string, double> Electronegativity = new()
    {
        ["H"] = 2.20,
        ["Li"] = 0.98,
        ["Be"] = 1.57,
        ["B"] = 2.04,
        ["C"] = 2.55,
        ["N"] = 3.04,
        ["O"] = 3.44,
        ["F"] = 3.98,
        ["Na"] = 0.93,
        ["Mg"] = 1.31,
        ["Al"] = 1.61,
        ["Si"] = 1.90,
        ["P"] = 2.19,
        ["S"] = 2.58,
        ["Cl"] = 3.16,
        ["K"] = 0.82,
        ["Ca"] = 1.00,
        ["Ga"] = 1.81,
        ["Ge"] = 2.01,
        ["As"] = 2.18,
        ["Se"] = 2.55,
        ["Br"] = 2.96,
        ["Rb"] = 0.82,
        ["Sr"] = 0.95,
        ["Sn"] = 1.96,
        ["Sb"] = 2.05,
        ["Te"] = 2.10,
        ["I"] = 2.66,
        ["Cs"] = 0.79,
        ["Ba"] = 0.89,
        ["Ag"] = 1.93,
        ["Cu"] = 1.90,
        ["Pb"] = 2.33,
        ["Bi"] = 2.02,
    };

    private const double MetalElectronegativity = 1.5;

    public static CellComposition Of(IReadOnlyDictionary<string, int> atomCounts)
    {
        (string Specie, int Count)[] atoms =
        [
            .. atomCounts.Where(atom => atom.Value > 0).Select(atom => (atom.Key, atom.Value))
                .OrderBy(atom => Electronegativity.GetValueOrDefault(atom.Key, MetalElectronegativity)).ThenBy(atom => atom.Key, StringComparer.Ordinal),
        ];
        if (atoms.Length == 0) return new CellComposition("", "", null);
        int divisor = atoms.Select(atom => atom.Count).Aggregate(GreatestDivisor);
        int[] reduced = [.. atoms.Select(atom => atom.Count / divisor)];
        string composition = Formula(atoms, reduced);
        if (reduced.Sum() <= SimpleAtoms) return new CellComposition(composition, composition, true);
        return Near(reduced) is { } ideal ? new CellComposition(composition, Formula(atoms, ideal), false) : new CellComposition(composition, composition, null);
    }

    private static int[]? Near(int[] counts)
    {
        int rarest = counts.Min();
        for (int of = 1; of <= MostOfRarest; of++)
        {
            int[] ideal = [.. counts.Select(count => (int)Math.Round(of * (double)count / rarest))];
            double unit = counts.Sum() / (double)ideal.Sum();
            if (ideal.Sum() <= SimpleAtoms && counts.Zip(ideal).All(pair => Math.Abs(pair.First / unit - pair.Second) <= NearShare * pair.Second)) return ideal;
        }
        return null;
    }

    private static string Formula((string Specie, int Count)[] atoms, int[] counts) => string.Concat(
        atoms.Zip(counts, (atom, count) => count == 1 ? atom.Specie : atom.Specie + count.ToString(CultureInfo.InvariantCulture)));

    private static int GreatestDivisor(int a, int b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
