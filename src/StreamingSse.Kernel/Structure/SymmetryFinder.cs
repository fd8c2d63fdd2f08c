namespace StreamingSse.Kernel.Structure;

/// <summary>Finds the symmetry operations of a crystal: rotations that keep the metric, with translations that map every site onto one of its kind.</summary>
/// <remarks>
/// Within a tolerance in Å, which is narrowed step by step where what it lets pass makes no group. Cost: at most 48 rotations × sites of
/// the rarest kind × sites of the primitive cell, each a look-up; a wrong one mostly ends at its first sites.
/// </remarks>
public static class SymmetryFinder
{
    private const int MostAttempts = 30;
    private const double Narrowing = 0.8;

    /// <param name="toleranceA">How far from a site its image may lie, Å.</param>
    /// <returns>Null where no tolerance gives a group: sites lie on each other, as partly filled ones may.</returns>
    public static CrystalSymmetry? Find(CrystalStructure structure, double toleranceA)
    {
        if (!(toleranceA > 0)) throw new ArgumentException($"expected a tolerance above 0 Å, got {toleranceA}", nameof(toleranceA));
        for (int attempt = 0; attempt < MostAttempts; attempt++, toleranceA *= Narrowing)
        {
            if (PrimitiveReduction.Of(structure, toleranceA) is not { } primitive) continue;
            List<SymmetryOperation> operations = Operations(primitive, toleranceA);
            if (operations.Count > 0 && IsGroup(operations) && ConventionalCell.Of(primitive, operations) is { } conventional)
                return new CrystalSymmetry(conventional, primitive.Sites.Count, operations.Count, toleranceA);
        }
        return null;
    }

    private static List<SymmetryOperation> Operations(CrystalStructure primitive, double toleranceA)
    {
        var index = new SiteIndex(primitive, toleranceA);
        CrystalSite[] rarest = [.. primitive.Sites.GroupBy(site => site.Identity).MinBy(kind => kind.Count())!];
        List<SymmetryOperation> found = [];
        foreach (LatticeRotation w in LatticeSymmetry.Of(LatticeMetric.Of(primitive.Cell), toleranceA))
        {
            (double a, double b, double c) = w.Apply((rarest[0].A, rarest[0].B, rarest[0].C));
            foreach (CrystalSite image in rarest)
            {
                (double A, double B, double C) t = (image.A - a, image.B - b, image.C - c);
                if (!primitive.Sites.All(site => Maps(index, site, w, t))) continue;
                found.Add(new SymmetryOperation(w, t));
                break; // a primitive cell has one translation for each rotation
            }
        }
        return found;
    }

    private static bool Maps(SiteIndex index, CrystalSite site, LatticeRotation w, (double A, double B, double C) t)
    {
        (double a, double b, double c) = w.Apply((site.A, site.B, site.C));
        return index.Find(site.Identity, (a + t.A, b + t.B, c + t.C)) >= 0;
    }

    private static bool IsGroup(List<SymmetryOperation> operations)
    {
        HashSet<LatticeRotation> rotations = [.. operations.Select(operation => operation.Rotation)];
        return rotations.All(first => first.ProperOrder > 0 && rotations.All(second => rotations.Contains(second.After(first))));
    }
}
