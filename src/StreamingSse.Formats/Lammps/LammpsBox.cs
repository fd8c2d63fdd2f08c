using StreamingSse.Formats.Text;
using StreamingSse.Kernel.State;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Lammps;

/// <summary>The three lines under <c>ITEM: BOX BOUNDS</c> → the cell.</summary>
/// <remarks>
/// Restricted triclinic: the lines hold the box around the tilted cell, from which LAMMPS Howto_triclinic gives
/// xlo = xlo_bound − min(0, xy, xz, xy+xz), xhi = xhi_bound − max(0, xy, xz, xy+xz),
/// ylo = ylo_bound − min(0, yz), yhi = yhi_bound − max(0, yz).
/// General triclinic (<c>abc origin</c>): each line is an edge vector and one component of the origin.
/// </remarks>
internal sealed class LammpsBox
{
    private readonly double[] _values = new double[12];
    private Shape _shape;
    private int _lineCount;

    private enum Shape { Orthogonal, Restricted, General }

    public bool IsComplete => _lineCount == 3;

    /// <summary>Takes what follows BOX BOUNDS: tilt names or <c>abc origin</c>, then three pairs of boundary letters such as pp.</summary>
    public bool TryBegin(ReadOnlySpan<byte> words)
    {
        (_shape, _lineCount) = (Shape.Orthogonal, 0);
        ReadOnlySpan<byte> rest = words.Trim(" \t\r"u8);
        if (rest.StartsWith("xy xz yz"u8)) _shape = Shape.Restricted;
        else if (rest.StartsWith("abc origin"u8)) _shape = Shape.General;
        int nameBytes = _shape switch { Shape.Restricted => "xy xz yz".Length, Shape.General => "abc origin".Length, _ => 0 };
        var fields = new Fields(rest[nameBytes..]);
        int boundaries = 0;
        for (; fields.TryNext(out ReadOnlySpan<byte> word); boundaries++)
            if (word.Length != 2 || word.IndexOfAnyExcept("pfsm"u8) >= 0) return false;
        return boundaries is 0 or 3;
    }

    public BadInput? Read(ReadOnlySpan<byte> line, long lineNumber)
    {
        int numbers = _shape switch { Shape.Orthogonal => 2, Shape.Restricted => 3, _ => 4 };
        if (!Fields.TryNumbers(line, _values.AsSpan(4 * _lineCount, numbers)))
            return new BadInput($"line {lineNumber}", $"{numbers} finite numbers of the box", FoundText.Of(line));
        _lineCount++;
        return !IsComplete || HasVolume() ? null : new BadInput($"line {lineNumber}", "a box with a volume", FoundText.Of(line));
    }

    /// <summary>The cell, from lengths in a unit of so many Å.</summary>
    public Cell ToCell(double lengthA)
    {
        ReadOnlySpan<double> x = _values.AsSpan(0, 4), y = _values.AsSpan(4, 4), z = _values.AsSpan(8, 4);
        double u = lengthA;
        if (_shape == Shape.General)
            return new Cell(
                x[0] * u, x[1] * u, x[2] * u, y[0] * u, y[1] * u, y[2] * u, z[0] * u, z[1] * u, z[2] * u, x[3] * u, y[3] * u, z[3] * u);
        (double xy, double xz, double yz) = _shape == Shape.Restricted ? (x[2], y[2], z[2]) : (0, 0, 0);
        double xlo = x[0] - Math.Min(Math.Min(0, xy), Math.Min(xz, xy + xz)), xhi = x[1] - Math.Max(Math.Max(0, xy), Math.Max(xz, xy + xz));
        double ylo = y[0] - Math.Min(0, yz), yhi = y[1] - Math.Max(0, yz);
        return new Cell((xhi - xlo) * u, 0, 0, xy * u, (yhi - ylo) * u, 0, xz * u, yz * u, (z[1] - z[0]) * u, xlo * u, ylo * u, z[0] * u);
    }

    public void Carry(StateCarrier state)
    {
        (_shape, _lineCount) = (state.Carry(_shape), state.Carry(_lineCount));
        state.Fill<double>(_values);
    }

    private bool HasVolume()
    {
        Cell cell = ToCell(1);
        bool isForward = _shape == Shape.General || (cell.AxA > 0 && cell.ByA > 0 && cell.CzA > 0);
        return isForward && double.IsNormal(cell.SignedVolumeA3);
    }
}
