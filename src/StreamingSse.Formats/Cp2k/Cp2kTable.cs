using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Cp2k;

/// <summary>A line of a CP2K table: a step number and then numbers.</summary>
internal static class Cp2kTable
{
    public static bool IsComment(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.Trim(" \t\r\n"u8);
        return text.IsEmpty || text[0] == '#';
    }

    public static bool TryRead(ReadOnlySpan<byte> line, out long step, Span<double> values)
    {
        step = 0;
        ReadOnlySpan<byte> text = line.Trim(" \t\r\n"u8);
        int gap = text.IndexOfAny(" \t"u8);
        return gap > 0 && IntegerText.TryParse(text[..gap], out step) && Fields.TryNumbers(text[gap..], values);
    }
}
