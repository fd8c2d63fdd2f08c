namespace StreamingSse.Kernel.Structure;

/// <summary>The smallest cell that repeats to the given crystal, its edges reduced.</summary>
internal static class PrimitiveReduction
{
    /// <returns>Null where the translations found within the tolerance make no lattice: it is then too wide.</returns>
    /// <remarks>Positions are means over the repeats. Cost at most m·N look-ups, m the count of the rarest kind of site.</remarks>
    public static CrystalStructure? Of(CrystalStructure structure, double toleranceA)
    {
        var index = new SiteIndex(structure, toleranceA);
        List<(double A, double B, double C)> translations = Translations(structure, index);
        int n = translations.Count;
        List<LatticeVector> whole = [.. translations.Select(t => new LatticeVector(Whole(t.A * n), Whole(t.B * n), Whole(t.C * n)))];
        LatticeRotation? edges = LatticeBasis.Of([.. whole, new(n, 0, 0), new(0, n, 0), new(0, 0, n)]);
        if (edges is not { } basis || Math.Abs(basis.Determinant) != (long)n * n) return null;

        Cell cell = Combined(structure.Cell, basis, 1.0 / n);
        LatticeRotation reduced = NiggliReduction.Of(LatticeMetric.Of(cell), cell.VolumeA3);
        cell = Combined(cell, reduced, 1);
        return Folded(structure, index, [.. whole.Select(t => ((double)t.A / n, (double)t.B / n, (double)t.C / n))], cell);

        static long Whole(double value) => (long)Math.Round(value);
    }

    private static List<(double A, double B, double C)> Translations(CrystalStructure structure, SiteIndex index)
    {
        CrystalSite[] rarest = [.. structure.Sites.GroupBy(site => site.Identity).MinBy(kind => kind.Count())!];
        List<(double A, double B, double C)> found = [];
        foreach (CrystalSite image in rarest)
        {
            (double A, double B, double C) t = (image.A - rarest[0].A, image.B - rarest[0].B, image.C - rarest[0].C);
            if (image == rarest[0] || structure.Sites.All(site => index.Find(site.Identity, (site.A + t.A, site.B + t.B, site.C + t.C)) >= 0)) found.Add(t);
        }
        return found;
    }

    private static CrystalStructure? Folded(CrystalStructure structure, SiteIndex index, (double A, double B, double C)[] translations, Cell cell)
    {
        CellInverse inverse = cell.Inverse();
        bool[] isTaken = new bool[structure.Sites.Count];
        List<CrystalSite> sites = [];
        for (int site = 0; site < isTaken.Length; site++)
        {
            if (isTaken[site]) continue;
            CrystalSite s = structure.Sites[site];
            (double a, double b, double c) = (0, 0, 0);
            foreach ((double A, double B, double C) t in translations)
            {
                int image = index.Find(s.Identity, (s.A + t.A, s.B + t.B, s.C + t.C));
                if (image < 0 || isTaken[image]) return null;
                isTaken[image] = true;
                CrystalSite i = structure.Sites[image];
                (double da, double db, double dc) = (i.A - t.A - s.A, i.B - t.B - s.B, i.C - t.C - s.C);
                (a, b, c) = (a + da - Math.Round(da), b + db - Math.Round(db), c + dc - Math.Round(dc));
            }
            (double x, double y, double z) = structure.Cell.ToCartesian(s.A + a / translations.Length, s.B + b / translations.Length, s.C + c / translations.Length);
            (a, b, c) = inverse.ToFractional(x, y, z);
            sites.Add(new CrystalSite(a, b, c, s.Occupants));
        }
        return new CrystalStructure(cell, sites);
    }

    private static Cell Combined(in Cell cell, LatticeRotation edges, double factor)
    {
        (double ax, double ay, double az) = Edge(cell, edges.ImageOfA, factor);
        (double bx, double by, double bz) = Edge(cell, edges.ImageOfB, factor);
        (double cx, double cy, double cz) = Edge(cell, edges.ImageOfC, factor);
        return new Cell(ax, ay, az, bx, by, bz, cx, cy, cz);

        static (double, double, double) Edge(in Cell cell, LatticeVector v, double factor) => cell.ToCartesian(v.A * factor, v.B * factor, v.C * factor);
    }
}
