namespace StreamingSse.Kernel.Structure;

/// <summary>Two sites that cannot both be there.</summary>
/// <param name="First">Number of the site in its file, from 0.</param>
public sealed record OverlappingSites(int First, int Second, double DistanceA)
{
    private const double NearestA = 0.5;        // H–H is 0.74 Å
    private const double CertainA3 = NearestA * NearestA * NearestA / 1.4142; // Hermite: a lattice of this volume has a vector of at most NearestA
    private const double MostOccupancy = 1.02;  // files round 1/3 to 0.34

    /// <summary>The first pair of filled sites nearer than 0.5 Å, a site that near to its own image, or one with more than one atom on it; null where there is none.</summary>
    public static OverlappingSites? Find(CrystalStructure structure) => FlatCell(structure.Cell) ?? Find(structure, areFilled: true);

    /// <summary>The same of partly filled sites that hold more than one atom together: disorder that no arrangement of atoms has, yet often published.</summary>
    public static OverlappingSites? FindPartial(CrystalStructure structure) => Find(structure, areFilled: false);

    private static OverlappingSites? FlatCell(in Cell cell)
    {
        var metric = LatticeMetric.Of(cell);
        double nearestA = Math.Min(Math.Sqrt(Math.Min(metric.AA, Math.Min(metric.BB, metric.CC))), cell.VolumeA3 <= CertainA3 ? NearestA : double.PositiveInfinity);
        return nearestA <= NearestA ? new OverlappingSites(0, 0, nearestA) : null;
    }

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
        if (First == Second && DistanceA > 0) return FormattableString.Invariant($"the cell is flat: {first} and its own image lie within {DistanceA:0.###e+0} Å of each other");
        return First == Second
            ? FormattableString.Invariant($"the occupancies of {first} add up to {structure.Sites[First].Occupancy:0.###}, more than 1")
            : FormattableString.Invariant($"atoms overlap: {first} and {second} lie {DistanceA:0.###} Å apart");
    }
}
