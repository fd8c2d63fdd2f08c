using StreamingSse.Formats.Text;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Cp2k;

/// <summary>Lines of PROJECT-1.cell: step, time in fs, nine components in Å, volume in Å³.</summary>
public static class Cp2kCellParser
{
    private const double VolumeTolerance = 1e-6;    // of the printed digits

    /// <summary>Reads one line. False without <paramref name="bad"/>: a comment or blank line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, long lineNumber, out Cp2kCellLine cell, out BadInput? bad)
    {
        (cell, bad) = (default, null);
        if (Cp2kTable.IsComment(line)) return false;
        Span<double> v = stackalloc double[11];
        bool good = Cp2kTable.TryRead(line, out long step, v);
        var box = new Cell(v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
        // The volume tells whether a digit of the components was lost.
        good = good && box.IsValid && Math.Abs(box.VolumeA3 - v[10]) <= VolumeTolerance * box.VolumeA3;
        if (!good) bad = new BadInput($"line {lineNumber}", "step, time, nine cell components and their volume", FoundText.Of(line));
        cell = new Cp2kCellLine(step, v[0] / Units.FsPerPs, box);
        return good;
    }
}
