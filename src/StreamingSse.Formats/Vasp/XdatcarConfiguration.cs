using StreamingSse.Formats.Text;

namespace StreamingSse.Formats.Vasp;

/// <summary>The line above a configuration: <c>Direct configuration=     7</c>, or <c>Konfig=     7</c> of old versions.</summary>
internal static class XdatcarConfiguration
{
    /// <summary>Reads a line that is one. The number is null where there is none or where it is stars.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long? number)
    {
        number = null;
        ReadOnlySpan<byte> text = line.Trim(" \t\r"u8);
        return text.SequenceEqual("Direct"u8) || (Start(text) == 0 && TryNumber(text, out number));
    }

    /// <summary>Finds one at the end of a line, also behind the stump of a line that was never finished.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, out long? number)
    {
        number = null;
        int start = Start(line);
        return start >= 0 && TryNumber(line[start..], out number);
    }

    private static int Start(ReadOnlySpan<byte> line) =>
        Math.Max(line.LastIndexOf("Direct configuration="u8), line.LastIndexOf("Konfig="u8));

    private static bool TryNumber(ReadOnlySpan<byte> line, out long? number)
    {
        number = null;
        ReadOnlySpan<byte> digits = line[(line.IndexOf((byte)'=') + 1)..].Trim(" \t\r"u8);
        if (digits.IndexOfAnyExcept((byte)'*') < 0) return true; // more digits than the program had room for, or none
        if (!IntegerText.TryParse(digits, out long written)) return false;
        number = written;
        return true;
    }
}
