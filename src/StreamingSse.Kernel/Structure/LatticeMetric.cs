namespace StreamingSse.Kernel.Structure;

/// <summary>Scalar products of three edges, Å².</summary>
internal readonly record struct LatticeMetric(double AA, double BB, double CC, double BC, double AC, double AB)
{
    public static LatticeMetric Of(in Cell cell) => new(
        Dot(cell.AxA, cell.AyA, cell.AzA, cell.AxA, cell.AyA, cell.AzA),
        Dot(cell.BxA, cell.ByA, cell.BzA, cell.BxA, cell.ByA, cell.BzA),
        Dot(cell.CxA, cell.CyA, cell.CzA, cell.CxA, cell.CyA, cell.CzA),
        Dot(cell.BxA, cell.ByA, cell.BzA, cell.CxA, cell.CyA, cell.CzA),
        Dot(cell.AxA, cell.AyA, cell.AzA, cell.CxA, cell.CyA, cell.CzA),
        Dot(cell.AxA, cell.AyA, cell.AzA, cell.BxA, cell.ByA, cell.BzA));

    public double Product(LatticeVector u, LatticeVector v) =>
        u.A * v.A * AA + u.B * v.B * BB + u.C * v.C * CC + (u.B * v.C + u.C * v.B) * BC + (u.A * v.C + u.C * v.A) * AC + (u.A * v.B + u.B * v.A) * AB;

    public double LengthA(LatticeVector v) => Math.Sqrt(Product(v, v));

    /// <summary>Of three other edges.</summary>
    public LatticeMetric In(LatticeVector a, LatticeVector b, LatticeVector c) =>
        new(Product(a, a), Product(b, b), Product(c, c), Product(b, c), Product(a, c), Product(a, b));

    /// <summary>Mean over the rotations of a group: exactly invariant, so that lengths that are equal by symmetry are equal.</summary>
    public LatticeMetric AveragedOver(IReadOnlyList<LatticeRotation> rotations)
    {
        LatticeMetric sum = default;
        foreach (LatticeRotation w in rotations)
        {
            LatticeMetric image = In(w.ImageOfA, w.ImageOfB, w.ImageOfC);
            sum = new(sum.AA + image.AA, sum.BB + image.BB, sum.CC + image.CC, sum.BC + image.BC, sum.AC + image.AC, sum.AB + image.AB);
        }
        double n = rotations.Count;
        return new(sum.AA / n, sum.BB / n, sum.CC / n, sum.BC / n, sum.AC / n, sum.AB / n);
    }

    private static double Dot(double x, double y, double z, double u, double v, double w) => x * u + y * v + z * w;
}
