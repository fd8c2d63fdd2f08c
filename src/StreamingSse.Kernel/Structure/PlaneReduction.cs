namespace StreamingSse.Kernel.Structure;

/// <summary>The two shortest edges of a lattice plane, the angle between them a right or an obtuse one: Gauss' reduction.</summary>
internal static class PlaneReduction
{
    private const int MostSteps = 1000;

    /// <param name="across">The covector that vanishes on the plane.</param>
    public static (LatticeVector Shorter, LatticeVector Longer) Of(LatticeMetric metric, LatticeVector across)
    {
        (LatticeVector p, LatticeVector q) = LatticeBasis.OfPlane(across);
        for (int step = 0; step < MostSteps; step++)
        {
            if (metric.Product(q, q) < metric.Product(p, p)) (p, q) = (q, p);
            long multiple = (long)Math.Round(metric.Product(p, q) / metric.Product(p, p));
            if (multiple == 0) break;
            LatticeVector shorter = q - multiple * p;
            if (!(metric.Product(shorter, shorter) < metric.Product(q, q))) break; // a tie would go round and round
            q = shorter;
        }
        return metric.Product(p, q) > 0 ? (p, -1 * q) : (p, q);
    }
}
