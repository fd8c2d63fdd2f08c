using StreamingSse.Kernel;

namespace StreamingSse.Formats.Dcd;

/// <summary>The cell of a frame: six doubles, whose meaning depends on who wrote them.</summary>
/// <remarks>
/// NAMD and LAMMPS: A, cos γ, B, cos β, cos α, C. Old CHARMM: the same with angles in degrees. CHARMM from version 25 on: the lower triangle of the symmetric matrix
/// H with H² = the metric, xx xy yy xz yz zz; it is taken for that where an edge is negative or an angle above 180, as MDAnalysis does.
/// </remarks>
internal static class DcdCell
{
    public const int Bytes = 48;

    /// <param name="six">In the order of the file.</param>
    /// <returns>False where they make no cell; the cell is null where all edges are zero.</returns>
    public static bool TryRead(ReadOnlySpan<double> six, out Cell? cell)
    {
        (double a, double gamma, double b, double beta, double alpha, double c) = (six[0], six[1], six[2], six[3], six[4], six[5]);
        cell = null;
        if (a == 0 && b == 0 && c == 0) return true;
        bool areCosines = Math.Abs(alpha) <= 1 && Math.Abs(beta) <= 1 && Math.Abs(gamma) <= 1;
        bool isMatrix = !areCosines && (Math.Min(Math.Min(alpha, beta), gamma) < 0 || Math.Max(Math.Max(alpha, beta), gamma) > 180);
        cell = isMatrix ? new Cell(a, gamma, beta, gamma, b, alpha, beta, alpha, c)
            : areCosines ? CellEdges.FromCosines(a, b, c, alpha, beta, gamma)
            : CellEdges.FromDegrees(a, b, c, alpha, beta, gamma);
        return cell.Value.IsValid;
    }
}
