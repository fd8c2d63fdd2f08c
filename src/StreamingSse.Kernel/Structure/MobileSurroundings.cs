namespace StreamingSse.Kernel.Structure;

/// <summary>What surrounds the mobile ions of a crystal: means over their sites, weighed by occupancy.</summary>
/// <param name="NearestA">d_nn: distance to the nearest neighbour of any kind, Å.</param>
/// <param name="Neighbours">N_nn: neighbours within 1.1·d_nn of that site, a neighbour that is there half of the time counting as half.</param>
public readonly record struct MobileSurroundings(double NearestA, double Neighbours)
{
    private const double Shell = 1.1;
    private const double AlternativesA = 1.6;   // nearer than any two ions, so that of two sites that are partly filled, or hold the mobile ion and one of them partly, one is empty
    private const double FilledFrom = 0.998;
    private const double Itself = 1e-6;
    private const double StartA = 4;            // ions have a neighbour within this, mostly

    /// <remarks>Cost: mobile sites × sites × images within reach.</remarks>
    /// <returns>NaN where the specie is on no site.</returns>
    public static MobileSurroundings Of(CrystalStructure structure, string mobile)
    {
        double weight = 0, nearest = 0, neighbours = 0;
        foreach (CrystalSite site in structure.Sites)
        {
            double occupancy = site.OccupancyOf(mobile);
            if (occupancy == 0) continue;
            (double dA, double count) = Around(structure, site, mobile);
            weight += occupancy;
            nearest += occupancy * dA;
            neighbours += occupancy * count;
        }
        return weight > 0 ? new(nearest / weight, neighbours / weight) : new(double.NaN, double.NaN);
    }

    private static (double DistanceA, double Count) Around(CrystalStructure structure, CrystalSite centre, string mobile)
    {
        // The site's own image along the shortest edge is a neighbour, so that none is farther away than that.
        double shortestA = Math.Sqrt(Math.Min(Math.Min(LatticeMetric.Of(structure.Cell).AA, LatticeMetric.Of(structure.Cell).BB), LatticeMetric.Of(structure.Cell).CC));
        double reachA = Math.Min(shortestA, StartA);
        while (true)
        {
            List<(double DistanceA, double Occupancy)> found = Within(structure, centre, mobile, reachA * Shell);
            double nearestA = found.Select(near => near.DistanceA).DefaultIfEmpty(double.PositiveInfinity).Min();
            if (nearestA <= reachA || reachA >= shortestA)
                return (nearestA, found.Where(near => near.DistanceA <= Shell * nearestA).Sum(near => near.Occupancy));
            reachA = Math.Min(shortestA, 2 * reachA);
        }
    }

    private static List<(double DistanceA, double Occupancy)> Within(CrystalStructure structure, CrystalSite centre, string mobile, double reachA)
    {
        List<(double, double)> found = [];
        var images = new NearImages(structure.Cell, reachA);
        foreach (CrystalSite site in structure.Sites)
        {
            if (!images.MayReach(site.A - centre.A, site.B - centre.B, site.C - centre.C)) continue;
            int filled = (site.Occupancy < FilledFrom ? 0 : 1) + (centre.Occupancy < FilledFrom ? 0 : 1);
            bool areAlternatives = filled == 0 || (filled == 1 && site.OccupancyOf(mobile) > 0);
            double nearestA = areAlternatives && !ReferenceEquals(site, centre) ? AlternativesA : Itself;
            foreach (double distanceA in images.Distances(site.A - centre.A, site.B - centre.B, site.C - centre.C))
                if (distanceA > nearestA) found.Add((distanceA, site.Occupancy));
        }
        return found;
    }
}
