namespace StreamingSse.Kernel.Structure;

/// <summary>Two sites that cannot both be there.</summary>
/// <param name="First">Number of the site in its file, from 0.</param>
public sealed record OverlappingSites(int First, int Second, double DistanceA)
{
    private const double NearestA = 0.5;        // H–H is 0.74 Å
    private const double MostOccupancy = 1.02;  // files round 1/3 to 0.34

    /// <summary>The first pair of filled sites nearer than 0.5 Å, or a site with more than one atom on it; null where there is none.</summary>
    public static OverlappingSites? Find(CrystalStructure structure) => Find(structure, areFilled: true);

    /// <summary>The same of partly filled sites that hold more than one atom together: disorder that no arrangement of atoms has, yet often published.</summary>
    public static OverlappingSites? FindPartial(CrystalStructure structure) => Find(structure, areFilled: false);

    private static OverlappingSites? Find(CrystalStructure structure, bool areFilled)
    {
        var images = new NearImages(structure.Cell, NearestA);
        for (int i = 0; i < structure.Sites.Count; i++)
        {
            CrystalSite s = structure.Sites[i];
            if (s.Occupancy > MostOccupancy) return new OverlappingSites(i, i, 0);
            for (int j = i + 1; j < structure.Sites.Count; j++)
            {
                CrystalSite t = structure.Sites[j];
                if (!images.MayReach(t.A - s.A, t.B - s.B, t.C - s.C)) continue;
                bool bothFilled = s.Occupancy > 2 - MostOccupancy && t.Occupancy > 2 - MostOccupancy;
                if (bothFilled != areFilled || s.Occupancy + t.Occupancy <= MostOccupancy) continue;
                double nearestA = images.Distances(t.A - s.A, t.B - s.B, t.C - s.C).DefaultIfEmpty(double.NaN).Min();
                if (nearestA <= NearestA) return new OverlappingSites(i, j, nearestA);
            }
        }
        return null;
    }

    public string Words(CrystalStructure structure)
    {
        string first = $"{structure.Sites[First].Occupants[0].Specie} (atom {First + 1})", second = $"{structure.Sites[Second].Occupants[0].Specie} (atom {Second + 1})";
        return First == Second
            ? FormattableString.Invariant($"the occupancies of {first} add up to {structure.Sites[First].Occupancy:0.###}, more than 1")
            : FormattableString.Invariant($"atoms overlap: {first} and {second} lie {DistanceA:0.###} Å apart");
    }
}
