namespace StreamingSse.Kernel.Structure;

/// <summary>A whole matrix that acts on fractional coordinates; its columns are the images of the edges.</summary>
internal readonly record struct LatticeRotation(LatticeVector ImageOfA, LatticeVector ImageOfB, LatticeVector ImageOfC)
{
    public static LatticeRotation Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    public long Determinant => LatticeVector.Determinant(ImageOfA, ImageOfB, ImageOfC);

    /// <summary>The rotation itself, or of a rotation with inversion its proper part.</summary>
    public LatticeRotation Proper => Determinant > 0 ? this : new(-1 * ImageOfA, -1 * ImageOfB, -1 * ImageOfC);

    /// <summary>1, 2, 3, 4 or 6: from the trace of the proper part, 3, −1, 0, 1 or 2; 0 for a matrix that is no rotation of a lattice.</summary>
    public int ProperOrder => (Determinant * (ImageOfA.A + ImageOfB.B + ImageOfC.C)) switch { 3 => 1, -1 => 2, 0 => 3, 1 => 4, 2 => 6, _ => 0 };

    public LatticeVector Apply(LatticeVector v) => v.A * ImageOfA + v.B * ImageOfB + v.C * ImageOfC;

    public (double A, double B, double C) Apply((double A, double B, double C) x) => (
        x.A * ImageOfA.A + x.B * ImageOfB.A + x.C * ImageOfC.A,
        x.A * ImageOfA.B + x.B * ImageOfB.B + x.C * ImageOfC.B,
        x.A * ImageOfA.C + x.B * ImageOfB.C + x.C * ImageOfC.C);

    public LatticeRotation After(LatticeRotation first) => new(Apply(first.ImageOfA), Apply(first.ImageOfB), Apply(first.ImageOfC));

    /// <summary>Shortest lattice vector along the axis of a proper rotation, and the covector whose zeros are the plane across it.</summary>
    /// <remarks>The sum of all powers projects on the axis: its columns lie along the axis, its rows vanish on the plane.</remarks>
    public (LatticeVector Axis, LatticeVector AcrossPlane) AxisAndPlane()
    {
        LatticeRotation power = Identity, sum = new(default, default, default);
        for (int k = 0; k < ProperOrder; k++)
        {
            sum = new(sum.ImageOfA + power.ImageOfA, sum.ImageOfB + power.ImageOfB, sum.ImageOfC + power.ImageOfC);
            power = After(power);
        }
        LatticeVector column = sum.ImageOfA != default ? sum.ImageOfA : sum.ImageOfB != default ? sum.ImageOfB : sum.ImageOfC;
        LatticeVector row = new(sum.ImageOfA.A, sum.ImageOfB.A, sum.ImageOfC.A);
        if (row == default) row = new(sum.ImageOfA.B, sum.ImageOfB.B, sum.ImageOfC.B);
        if (row == default) row = new(sum.ImageOfA.C, sum.ImageOfB.C, sum.ImageOfC.C);
        return (column.Primitive(), row.Primitive());
    }
}
