namespace StreamingSse.Kernel.Estimators;

/// <summary>The shortest distance between any two of a set of sites, over periodic images, Å.</summary>
/// <remarks>
/// Sites are swept in the order of their first fractional coordinate; a pair is looked at only while the planes through it lie nearer
/// than the best distance so far. A site's own images count: a cell of one atom has its shortest edge. Cost about N²·d/L, a few ms at 1000 sites.
/// </remarks>
public static class NearestDistance
{
    /// <param name="sitesA">Positions, shape [siteCount, 3], Å; anywhere, not only in the cell.</param>
    /// <param name="periodic">Null where there are no images.</param>
    /// <returns>+∞ where there is no pair at all.</returns>
    public static double Of(ReadOnlySpan<double> sitesA, Cell? periodic)
    {
        Cell cell = periodic ?? Around(sitesA);
        (double A, double B, double C)[] sites = Folded(sitesA, cell);
        Array.Sort(sites);
        double planesA = cell.VolumeA3 / Length(Cross(cell.BxA, cell.ByA, cell.BzA, cell.CxA, cell.CyA, cell.CzA));
        double best = periodic is null ? double.PositiveInfinity : ShortestEdge(cell);
        for (int i = 0; i < sites.Length; i++)
            for (int step = 1; step < sites.Length; step++)
            {
                int j = (i + step) % sites.Length;
                double a = sites[j].A - sites[i].A + (j < i ? 1 : 0);
                if (a * planesA >= best) break;
                best = Math.Min(best, ShortestImage(cell, a, sites[j].B - sites[i].B, sites[j].C - sites[i].C));
            }
        return best;
    }

    private static double ShortestImage(in Cell cell, double a, double b, double c)
    {
        (b, c) = (b - Math.Round(b), c - Math.Round(c));
        if (cell.IsOrthorhombic) return Length(cell.ToCartesian(a, b, c));
        double best = double.PositiveInfinity; // in a tilted cell the nearest image may be a neighbour of the rounded one
        for (int nb = -1; nb <= 1; nb++)
            for (int nc = -1; nc <= 1; nc++)
                best = Math.Min(best, Length(cell.ToCartesian(a, b + nb, c + nc)));
        return best;
    }

    private static double ShortestEdge(in Cell cell)
    {
        double best = double.PositiveInfinity;
        for (int n = 1; n < 27; n++) // 0 is the site itself
            best = Math.Min(best, Length(cell.ToCartesian((n % 3 + 1) % 3 - 1, (n / 3 % 3 + 1) % 3 - 1, (n / 9 + 1) % 3 - 1)));
        return best;
    }

    private static (double A, double B, double C)[] Folded(ReadOnlySpan<double> sitesA, in Cell cell)
    {
        CellInverse inverse = cell.Inverse();
        var sites = new (double A, double B, double C)[sitesA.Length / 3];
        for (int i = 0; i < sites.Length; i++)
        {
            (double a, double b, double c) =
                inverse.ToFractional(sitesA[3 * i] - cell.OriginXA, sitesA[3 * i + 1] - cell.OriginYA, sitesA[3 * i + 2] - cell.OriginZA);
            sites[i] = (a - Math.Floor(a), b, c);
        }
        return sites;
    }

    /// <summary>A cell so much wider than the sites that no image comes near.</summary>
    private static Cell Around(ReadOnlySpan<double> sitesA)
    {
        double widestA = 1;
        foreach (double xA in sitesA) widestA = Math.Max(widestA, Math.Abs(xA));
        double edgeA = 8 * widestA;
        return Cell.Orthorhombic(edgeA, edgeA, edgeA) with { OriginXA = -edgeA / 2, OriginYA = -edgeA / 2, OriginZA = -edgeA / 2 };
    }

    private static (double, double, double) Cross(double ax, double ay, double az, double bx, double by, double bz) =>
        (ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);

    private static double Length((double X, double Y, double Z) v) => Math.Sqrt(v.X * v.X + v.Y * v.Y + v.Z * v.Z);
}
