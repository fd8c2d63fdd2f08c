namespace StreamingSse.Kernel;

/// <summary>A periodic cell: three edge vectors and an origin, all in Å.</summary>
/// <remarks>
/// A position is r = origin + s_a·a + s_b·b + s_c·c with fractional coordinates s. Vectors are rows.
/// </remarks>
public readonly record struct Cell(
    double AxA, double AyA, double AzA,
    double BxA, double ByA, double BzA,
    double CxA, double CyA, double CzA,
    double OriginXA = 0, double OriginYA = 0, double OriginZA = 0)
{
    /// <summary>A rectangular cell at the origin; edges in Å.</summary>
    public static Cell Orthorhombic(double xA, double yA, double zA) => new(xA, 0, 0, 0, yA, 0, 0, 0, zA);

    /// <summary>Signed volume a·(b×c), Å³; negative for a left-handed cell.</summary>
    public double SignedVolumeA3 =>
        AxA * (ByA * CzA - BzA * CyA) - AyA * (BxA * CzA - BzA * CxA) + AzA * (BxA * CyA - ByA * CxA);

    /// <summary>Volume, Å³.</summary>
    public double VolumeA3 => Math.Abs(SignedVolumeA3);

    /// <summary>True when every edge lies along its own axis.</summary>
    public bool IsOrthorhombic => AyA == 0 && AzA == 0 && BxA == 0 && BzA == 0 && CxA == 0 && CyA == 0;

    /// <summary>True when all edges are finite and span a volume.</summary>
    public bool IsValid => double.IsFinite(SignedVolumeA3) && VolumeA3 > 1e-9;

    /// <summary>True when the edges (not the origin) are the same, to the last bit.</summary>
    public bool HasSameEdges(in Cell other) =>
        this with { OriginXA = 0, OriginYA = 0, OriginZA = 0 } == other with { OriginXA = 0, OriginYA = 0, OriginZA = 0 };

    /// <summary>Cartesian displacement of a fractional displacement (no origin), Å.</summary>
    public (double XA, double YA, double ZA) ToCartesian(double sa, double sb, double sc) =>
        (sa * AxA + sb * BxA + sc * CxA, sa * AyA + sb * ByA + sc * CyA, sa * AzA + sb * BzA + sc * CzA);

    /// <summary>The inverse: multiplies Cartesian displacements into fractional ones.</summary>
    public CellInverse Inverse() => new(this);
}

/// <summary>The inverse of a <see cref="Cell"/>'s edge matrix, 1/Å.</summary>
public readonly struct CellInverse
{
    private readonly double _xa, _ya, _za, _xb, _yb, _zb, _xc, _yc, _zc;

    public CellInverse(in Cell cell)
    {
        if (!cell.IsValid) throw new ArgumentException($"expected a cell with a volume, got {cell.VolumeA3} Å³", nameof(cell));
        double v = cell.SignedVolumeA3;
        _xa = (cell.ByA * cell.CzA - cell.BzA * cell.CyA) / v;
        _ya = (cell.BzA * cell.CxA - cell.BxA * cell.CzA) / v;
        _za = (cell.BxA * cell.CyA - cell.ByA * cell.CxA) / v;
        _xb = (cell.CyA * cell.AzA - cell.CzA * cell.AyA) / v;
        _yb = (cell.CzA * cell.AxA - cell.CxA * cell.AzA) / v;
        _zb = (cell.CxA * cell.AyA - cell.CyA * cell.AxA) / v;
        _xc = (cell.AyA * cell.BzA - cell.AzA * cell.ByA) / v;
        _yc = (cell.AzA * cell.BxA - cell.AxA * cell.BzA) / v;
        _zc = (cell.AxA * cell.ByA - cell.AyA * cell.BxA) / v;
    }

    /// <summary>Fractional coordinates of a displacement from the cell's origin, Å in, dimensionless out.</summary>
    public (double A, double B, double C) ToFractional(double xA, double yA, double zA) =>
        (xA * _xa + yA * _ya + zA * _za, xA * _xb + yA * _yb + zA * _zb, xA * _xc + yA * _yc + zA * _zc);
}
