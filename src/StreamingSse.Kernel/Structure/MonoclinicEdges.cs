namespace StreamingSse.Kernel.Structure;

/// <summary>Edges of the monoclinic standard cell: b along the axis, the centring of the ab face, the glide along c.</summary>
internal static class MonoclinicEdges
{
    public static LatticeRotation Of(LatticeMetric metric, IReadOnlyList<SymmetryOperation> operations)
    {
        LatticeRotation twofold = operations.Select(operation => operation.Rotation.Proper).First(rotation => rotation.ProperOrder == 2);
        (LatticeVector b, LatticeVector across) = twofold.AxisAndPlane();
        (LatticeVector p, LatticeVector q) = PlaneReduction.Of(metric, across);
        // Each pair of the three shortest edges spans the plane, and each is the shortest of its class modulo twice the plane's lattice.
        LatticeVector[] edges = [p, q, -1 * (p + q)];
        int a = ClassOf(p, q, Centring(b, across)), c = ClassOf(p, q, Glide(operations));
        int[] byLength = [.. Enumerable.Range(0, 3).OrderBy(edge => metric.Product(edges[edge], edges[edge]))];
        if (a >= 0) c = byLength.First(edge => edge != a);          // with the centring each glide along c is one along the diagonal too
        else if (c >= 0) a = byLength.First(edge => edge != c);
        else (a, c) = (byLength[0], byLength[1]);
        return new LatticeRotation(edges[a], b, edges[c]);
    }

    // A lattice vector halfway up the axis, doubled, without its part along the axis; zero in a primitive lattice.
    private static LatticeVector Centring(LatticeVector b, LatticeVector across)
    {
        if (Math.Abs(across.Dot(b)) == 1) return default;
        LatticeVector[] near = [.. from i in Enumerable.Range(-3, 7) from j in Enumerable.Range(-3, 7) from k in Enumerable.Range(-3, 7) select new LatticeVector(i, j, k)];
        LatticeVector half = near.First(v => 2 * across.Dot(v) == across.Dot(b));
        return 2 * half - b;
    }

    // The translation that a mirror makes when it is done twice.
    private static LatticeVector Glide(IReadOnlyList<SymmetryOperation> operations)
    {
        SymmetryOperation mirror = operations.FirstOrDefault(operation => operation.Rotation.Determinant < 0 && operation.Rotation.ProperOrder == 2);
        if (mirror == default) return default;
        (double a, double b, double c) = mirror.Rotation.Apply(mirror.Translation);
        (double A, double B, double C) t = mirror.Translation;
        return new LatticeVector((long)Math.Round(a + t.A), (long)Math.Round(b + t.B), (long)Math.Round(c + t.C));
    }

    /// <summary>Whose odd multiple a vector of the plane is: 0 of p, 1 of q, 2 of their sum; −1 of none.</summary>
    private static int ClassOf(LatticeVector p, LatticeVector q, LatticeVector v)
    {
        LatticeVector normal = p.Cross(q);
        long square = normal.Dot(normal), m = v.Cross(q).Dot(normal), n = p.Cross(v).Dot(normal);
        bool isOddM = m / square % 2 != 0, isOddN = n / square % 2 != 0;
        return isOddM && isOddN ? 2 : isOddM ? 0 : isOddN ? 1 : -1;
    }
}
