namespace StreamingSse.Kernel.Structure;

/// <summary>The reduced cell of a lattice: the shortest edges, all angles acute or none.</summary>
/// <remarks>I. Křivý &amp; B. Gruber, Acta Cryst. A 1976, 32, 297, with the tolerance of R. W. Grosse-Kunstleve et al., Acta Cryst. A 2004, 60, 1.</remarks>
internal static class NiggliReduction
{
    private const double RelativeTolerance = 1e-5;  // of V^(1/3)
    private const int MostSteps = 1000;

    /// <summary>The edges of the reduced cell in those of <paramref name="metric"/>.</summary>
    public static LatticeRotation Of(LatticeMetric metric, double volumeA3)
    {
        double tolerance = RelativeTolerance * Math.Pow(volumeA3, 2.0 / 3);
        LatticeRotation edges = LatticeRotation.Identity;
        for (int step = 0; step < MostSteps; step++)
        {
            LatticeRotation ordered = edges.After(Ordered(metric.In(edges.ImageOfA, edges.ImageOfB, edges.ImageOfC), tolerance));
            ordered = ordered.After(SameSigns(metric.In(ordered.ImageOfA, ordered.ImageOfB, ordered.ImageOfC), tolerance));
            if (Shorter(metric.In(ordered.ImageOfA, ordered.ImageOfB, ordered.ImageOfC), tolerance) is not { } shorter) return ordered;
            edges = ordered.After(shorter);
        }
        return edges;
    }

    // a ≤ b ≤ c, and of two that are equal the angles decide.
    private static LatticeRotation Ordered(LatticeMetric g, double tolerance)
    {
        (double Square, double Product, LatticeVector Edge)[] edges = [(g.AA, g.BC, new(1, 0, 0)), (g.BB, g.AC, new(0, 1, 0)), (g.CC, g.AB, new(0, 0, 1))];
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 2; i++)
            {
                double difference = edges[i].Square - edges[i + 1].Square;
                bool swap = difference > tolerance
                    || (difference >= -tolerance && Math.Abs(edges[i].Product) > Math.Abs(edges[i + 1].Product) + tolerance / 2);
                if (swap) (edges[i], edges[i + 1]) = (edges[i + 1], edges[i]);
            }
        }
        LatticeRotation ordered = new(edges[0].Edge, edges[1].Edge, edges[2].Edge);
        return ordered.Determinant > 0 ? ordered : new(-1 * ordered.ImageOfA, -1 * ordered.ImageOfB, -1 * ordered.ImageOfC);
    }

    // All three products above zero, or none.
    private static LatticeRotation SameSigns(LatticeMetric g, double tolerance)
    {
        int x = Sign(2 * g.BC, tolerance), y = Sign(2 * g.AC, tolerance), z = Sign(2 * g.AB, tolerance);
        int i = 1, j = 1, k = 1;
        if (x * y * z > 0) (i, j, k) = (x < 0 ? -1 : 1, y < 0 ? -1 : 1, z < 0 ? -1 : 1);
        else
        {
            (i, j, k) = (x > 0 ? -1 : 1, y > 0 ? -1 : 1, z > 0 ? -1 : 1);
            if (i * j * k < 0)
            {
                if (z == 0) k = -k;
                else if (y == 0) j = -j;
                else i = -i;
            }
        }
        return new(new(i, 0, 0), new(0, j, 0), new(0, 0, k));
    }

    // The first of the steps 5 to 8 that applies; null where the cell is reduced.
    private static LatticeRotation? Shorter(LatticeMetric g, double tolerance)
    {
        double a = g.AA, b = g.BB, x = 2 * g.BC, y = 2 * g.AC, z = 2 * g.AB;
        if (Beyond(x, b, 2 * y - z, z)) return new(new(1, 0, 0), new(0, 1, 0), new(0, -Math.Sign(x), 1));
        if (Beyond(y, a, 2 * x - z, z)) return new(new(1, 0, 0), new(0, 1, 0), new(-Math.Sign(y), 0, 1));
        if (Beyond(z, a, 2 * x - y, y)) return new(new(1, 0, 0), new(-Math.Sign(z), 1, 0), new(0, 0, 1));
        double diagonal = x + y + z + a + b;
        if (diagonal < -tolerance || (diagonal <= tolerance && 2 * (a + y) + z > tolerance)) return new(new(1, 0, 0), new(0, 1, 0), new(1, 1, 1));
        return null;

        bool Beyond(double product, double square, double atPlus, double atMinus) =>
            Math.Abs(product) > square + tolerance
            || (Math.Abs(product - square) <= tolerance && atPlus < -tolerance)
            || (Math.Abs(product + square) <= tolerance && atMinus < -tolerance);
    }

    private static int Sign(double value, double tolerance) => value > tolerance ? 1 : value < -tolerance ? -1 : 0;
}
