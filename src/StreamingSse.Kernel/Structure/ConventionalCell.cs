namespace StreamingSse.Kernel.Structure;

/// <summary>The standardised cell of a crystal: edges along its symmetry axes, lengths Å, angles degrees.</summary>
/// <remarks>
/// International Tables A: rhombohedral lattices in hexagonal axes; monoclinic ones with the axis along b, the centring on C and a glide
/// along c, a and c the shortest that go with that; triclinic ones reduced (Niggli). Lengths that are equal by symmetry are equal.
/// </remarks>
/// <param name="LatticePoints">Primitive cells in it: 1 to 4.</param>
public sealed record ConventionalCell(
    CrystalSystem System, double AA, double BA, double CA, double AlphaDegrees, double BetaDegrees, double GammaDegrees, double VolumeA3, int LatticePoints)
{
    /// <returns>Null where the operations are those of no crystal system.</returns>
    internal static ConventionalCell? Of(CrystalStructure primitive, IReadOnlyList<SymmetryOperation> operations)
    {
        LatticeRotation[] rotations = [.. operations.Select(operation => operation.Rotation)];
        LatticeMetric metric = LatticeMetric.Of(primitive.Cell).AveragedOver(rotations);
        LatticeRotation[] proper = [.. rotations.Select(rotation => rotation.Proper).Distinct()];
        CrystalSystem system = SystemOf(proper);
        LatticeRotation? edges = system switch
        {
            CrystalSystem.Cubic => Axes(proper.Where(r => r.ProperOrder == (proper.Any(p => p.ProperOrder == 4) ? 4 : 2))),
            CrystalSystem.Orthorhombic => Axes(proper.Where(r => r.ProperOrder == 2)),
            CrystalSystem.Tetragonal => AroundAxis(metric, proper.First(r => r.ProperOrder == 4)),
            CrystalSystem.Hexagonal or CrystalSystem.Trigonal => AroundAxis(metric, proper.First(r => r.ProperOrder == 3)),
            CrystalSystem.Monoclinic => MonoclinicEdges.Of(metric, operations),
            _ => NiggliReduction.Of(metric, primitive.Cell.VolumeA3),
        };
        if (edges is not { } e || e.Determinant == 0) return null;
        LatticeMetric g = metric.In(e.ImageOfA, e.ImageOfB, e.ImageOfC);
        int latticePoints = (int)Math.Abs(e.Determinant);
        double aA = Math.Sqrt(g.AA), bA = Math.Sqrt(g.BB), cA = Math.Sqrt(g.CC);
        return new ConventionalCell(system, aA, bA, cA, Degrees(g.BC / (bA * cA)), Degrees(g.AC / (aA * cA)), Degrees(g.AB / (aA * bA)),
            latticePoints * primitive.Cell.VolumeA3, latticePoints);
    }

    private static CrystalSystem SystemOf(LatticeRotation[] proper)
    {
        int twofold = Count(2), threefold = Count(3), fourfold = Count(4), sixfold = Count(6);
        return threefold >= 8 ? CrystalSystem.Cubic
            : sixfold > 0 ? CrystalSystem.Hexagonal
            : threefold > 0 ? CrystalSystem.Trigonal
            : fourfold > 0 ? CrystalSystem.Tetragonal
            : twofold >= 3 ? CrystalSystem.Orthorhombic
            : twofold > 0 ? CrystalSystem.Monoclinic : CrystalSystem.Triclinic;

        int Count(int order) => proper.Count(rotation => rotation.ProperOrder == order);
    }

    private static LatticeRotation? Axes(IEnumerable<LatticeRotation> rotations)
    {
        LatticeVector[] axes = [.. rotations.Select(rotation => rotation.AxisAndPlane().Axis).Distinct()];
        return axes.Length == 3 ? new LatticeRotation(axes[0], axes[1], axes[2]) : null;
    }

    private static LatticeRotation AroundAxis(LatticeMetric metric, LatticeRotation rotation)
    {
        (LatticeVector axis, LatticeVector plane) = rotation.AxisAndPlane();
        (LatticeVector shortest, _) = PlaneReduction.Of(metric, plane);
        return new LatticeRotation(shortest, rotation.Apply(shortest), axis);
    }

    private static double Degrees(double cosine) => Math.Abs(cosine) < 1e-12 ? 90 : Math.Acos(Math.Clamp(cosine, -1, 1)) * 180 / Math.PI;
}
