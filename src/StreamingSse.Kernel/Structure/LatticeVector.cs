namespace StreamingSse.Kernel.Structure;

/// <summary>A lattice vector: whole multiples of the three edges.</summary>
internal readonly record struct LatticeVector(long A, long B, long C)
{
    public static LatticeVector operator +(LatticeVector u, LatticeVector v) => new(u.A + v.A, u.B + v.B, u.C + v.C);

    public static LatticeVector operator -(LatticeVector u, LatticeVector v) => new(u.A - v.A, u.B - v.B, u.C - v.C);

    public static LatticeVector operator *(long factor, LatticeVector v) => new(factor * v.A, factor * v.B, factor * v.C);

    public long Dot(LatticeVector other) => A * other.A + B * other.B + C * other.C;

    public LatticeVector Cross(LatticeVector v) => new(B * v.C - C * v.B, C * v.A - A * v.C, A * v.B - B * v.A);

    /// <summary>The shortest whole vector of the same direction, its first component that is not zero above zero.</summary>
    public LatticeVector Primitive()
    {
        long divisor = Divisor(Divisor(Math.Abs(A), Math.Abs(B)), Math.Abs(C));
        if (divisor == 0) return this;
        if (A < 0 || (A == 0 && (B < 0 || (B == 0 && C < 0)))) divisor = -divisor;
        return new LatticeVector(A / divisor, B / divisor, C / divisor);
    }

    public static long Determinant(LatticeVector u, LatticeVector v, LatticeVector w) => u.Dot(v.Cross(w));

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
