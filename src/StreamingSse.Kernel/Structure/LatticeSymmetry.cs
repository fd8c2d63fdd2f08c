namespace StreamingSse.Kernel.Structure;

/// <summary>The rotations, with and without inversion, that bring a reduced lattice onto itself: at most 48.</summary>
internal static class LatticeSymmetry
{
    private const int MostMultiple = 2;

    /// <summary>Whole matrices that keep the metric: no edge changes its length, no corner of two edges moves, by more than the tolerance.</summary>
    public static List<LatticeRotation> Of(LatticeMetric metric, double toleranceA)
    {
        LatticeVector[] a = Candidates(metric, metric.AA, toleranceA), b = Candidates(metric, metric.BB, toleranceA), c = Candidates(metric, metric.CC, toleranceA);
        List<LatticeRotation> found = [];
        foreach (LatticeVector u in a)
        {
            foreach (LatticeVector v in b)
            {
                if (!IsSameAngle(metric, u, v, metric.AB, metric.AA, metric.BB, toleranceA)) continue;
                foreach (LatticeVector w in c)
                {
                    if (Math.Abs(LatticeVector.Determinant(u, v, w)) == 1
                        && IsSameAngle(metric, u, w, metric.AC, metric.AA, metric.CC, toleranceA)
                        && IsSameAngle(metric, v, w, metric.BC, metric.BB, metric.CC, toleranceA)) found.Add(new(u, v, w));
                }
            }
        }
        return found;
    }

    private static LatticeVector[] Candidates(LatticeMetric metric, double squareA2, double toleranceA)
    {
        List<LatticeVector> found = [];
        for (int i = -MostMultiple; i <= MostMultiple; i++)
            for (int j = -MostMultiple; j <= MostMultiple; j++)
                for (int k = -MostMultiple; k <= MostMultiple; k++)
                    if (Math.Abs(metric.LengthA(new(i, j, k)) - Math.Sqrt(squareA2)) <= toleranceA) found.Add(new(i, j, k));
        return [.. found];
    }

    // The angle's change, as a path at the mean length of the two edges.
    private static bool IsSameAngle(LatticeMetric metric, LatticeVector u, LatticeVector v, double product, double squareU, double squareV, double toleranceA)
    {
        double lengthU = metric.LengthA(u), lengthV = metric.LengthA(v);
        double before = Math.Acos(Math.Clamp(product / Math.Sqrt(squareU * squareV), -1, 1));
        double after = Math.Acos(Math.Clamp(metric.Product(u, v) / (lengthU * lengthV), -1, 1));
        double pathA = Math.Abs(after - before) * Math.Sqrt((Math.Sqrt(squareU) + lengthU) * (Math.Sqrt(squareV) + lengthV)) / 2;
        return pathA <= toleranceA;
    }
}
