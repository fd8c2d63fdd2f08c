using StreamingSse.Kernel;

namespace StreamingSse.Formats.Gromacs;

/// <summary>The box of a frame: three edge vectors in nm; all zeros where nothing is periodic.</summary>
internal static class GromacsBox
{
    /// <returns>False where the nine numbers span no volume and are not all zero.</returns>
    public static bool TryRead(ref XdrReader xdr, bool isDouble, out Cell? cell)
    {
        Span<double> a = stackalloc double[9];
        foreach (ref double edge in a) edge = xdr.Real(isDouble) * Units.APerNm;
        cell = null;
        if (!a.ContainsAnyExcept(0.0)) return true;
        cell = new Cell(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
        return cell.Value.IsValid;
    }
}
