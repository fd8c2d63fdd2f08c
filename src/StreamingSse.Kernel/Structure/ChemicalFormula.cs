using System.Globalization;

namespace StreamingSse.Kernel.Structure;

/// <summary>The formula unit of a composition, and how many of it there are.</summary>
/// <param name="Atoms">Atoms of each specie in one formula unit.</param>
/// <param name="UnitCount">Formula units in the composition it was made from.</param>
public sealed record ChemicalFormula(IReadOnlyList<KeyValuePair<string, double>> Atoms, double UnitCount)
{
    private const double WholeWithin = 1e-3;

    /// <summary>As chemists write it, in the order of the composition: Na3PS4, Li6.4La3Zr1.4Ta0.6O12.</summary>
    public override string ToString() =>
        string.Concat(Atoms.Select(atom => Math.Abs(atom.Value - 1) < WholeWithin ? atom.Key : atom.Key + Math.Round(atom.Value, 3).ToString(CultureInfo.InvariantCulture)));

    public double AtomCount => Atoms.Sum(atom => atom.Value);

    /// <summary>The smallest whole formula; null where an atom count is not whole: what one unit is must then be said.</summary>
    public static ChemicalFormula? Smallest(IReadOnlyDictionary<string, double> atomCounts)
    {
        long divisor = 0;
        foreach (double count in atomCounts.Values)
        {
            long whole = (long)Math.Round(count);
            if (whole < 1 || Math.Abs(count - whole) > WholeWithin) return null;
            divisor = GreatestDivisor(whole, divisor);
        }
        return Divided(atomCounts, divisor);
    }

    /// <summary>The formula of a composition that is said to hold so many units.</summary>
    public static ChemicalFormula Divided(IReadOnlyDictionary<string, double> atomCounts, double unitCount) =>
        new([.. atomCounts.Select(count => KeyValuePair.Create(count.Key, count.Value / unitCount))], unitCount);

    /// <summary>Reads a formula such as Na3PS4 or Li10Ge(P2)S12, with numbers, also broken ones, and round brackets.</summary>
    /// <returns>Null where it is none, or names no element.</returns>
    public static IReadOnlyDictionary<string, double>? Parse(string text)
    {
        var counts = new Dictionary<string, double>();
        int at = 0;
        return ReadGroup(text.Replace(" ", "", StringComparison.Ordinal), ref at, counts, 0) && counts.Count > 0 ? counts : null;
    }

    private static bool ReadGroup(string text, ref int at, Dictionary<string, double> counts, int depth)
    {
        while (at < text.Length && text[at] != ')')
        {
            var part = new Dictionary<string, double>();
            if (text[at] == '(')
            {
                at++;
                if (depth > 8 || !ReadGroup(text, ref at, part, depth + 1) || at == text.Length) return false;
                at++;
            }
            else
            {
                int length = at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) ? 2 : 1;
                if (Elements.Canonical(text.Substring(at, length)) is not { } specie || !char.IsAsciiLetterUpper(text[at])) return false;
                part[specie] = 1;
                at += length;
            }
            int end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
            double factor = 1;
            if (end > at && !double.TryParse(text.AsSpan(at, end - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out factor)) return false;
            if (!(factor > 0)) return false;
            at = end;
            foreach ((string specie, double count) in part) counts[specie] = counts.GetValueOrDefault(specie) + factor * count;
        }
        return (depth > 0) == (at < text.Length);
    }

    private static long GreatestDivisor(long a, long b) => b == 0 ? a : GreatestDivisor(b, a % b);
}
