namespace StreamingSse.Formats.Text;

/// <summary>Bytes of a file as a message may show them: short, in quotes, printable.</summary>
internal static class FoundText
{
    private const int MaxChars = 48;

    public static string Of(ReadOnlySpan<byte> text)
    {
        if (WhiteSpace.IsAll(text)) return "an empty line";
        int length = Math.Min(text.Length, MaxChars);
        string shown = string.Create(length, text[..length], (chars, bytes) =>
        {
            for (int i = 0; i < chars.Length; i++) chars[i] = bytes[i] is >= 32 and < 127 ? (char)bytes[i] : '?';
        });
        return $"'{shown.Trim()}{(text.Length > MaxChars ? "…" : "")}'";
    }
}
