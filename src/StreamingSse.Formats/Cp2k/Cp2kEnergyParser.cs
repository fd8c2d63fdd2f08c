using StreamingSse.Formats.Text;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Cp2k;

/// <summary>Lines of PROJECT-1.ener: step, time in fs, kinetic energy, temperature in K, potential energy, conserved quantity, seconds
/// used.</summary>
public static class Cp2kEnergyParser
{
    /// <summary>Reads one line. False without <paramref name="bad"/>: a comment or blank line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, long lineNumber, out Cp2kEnergyLine energy, out BadInput? bad)
    {
        (energy, bad) = (default, null);
        if (Cp2kTable.IsComment(line)) return false;
        Span<double> v = stackalloc double[6];
        bool good = Cp2kTable.TryRead(line, out long step, v);
        if (!good) bad = new BadInput($"line {lineNumber}", "step, time, kinetic energy, temperature and three more", FoundText.Of(line));
        energy = new Cp2kEnergyLine(step, v[0] / Units.FsPerPs, v[2]);
        return good;
    }
}
