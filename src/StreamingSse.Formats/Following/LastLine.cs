namespace StreamingSse.Formats.Following;

/// <summary>Tells whether the last line of a finished file, which has no newline, was written to its end.</summary>
internal static class LastLine
{
    private const int Witnesses = 8;

    /// <summary>
    /// True where nothing can be missing: its last number has as many decimals as that of each of the eight lines before it. A format that prints
    /// a varying number of digits never proves that, so the frame is not taken: 0.745 may have been 0.74512.
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before)
    {
        int decimals = Decimals(line);
        if (decimals <= 0) return false;
        for (int i = 0; i < Witnesses; i++)
        {
            before = before.TrimEnd((byte)'\n');
            int start = before.LastIndexOf((byte)'\n') + 1;
            if (before.IsEmpty || Decimals(before[start..]) != decimals) return false;
            before = before[..start];
        }
        return true;
    }

    private static int Decimals(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r "u8);
        int point = line.LastIndexOf((byte)'.');
        if (point < 0) return -1;
        ReadOnlySpan<byte> digits = line[(point + 1)..];
        return digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? -1 : digits.Length;
    }
}
