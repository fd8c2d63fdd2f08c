using System.Runtime.CompilerServices;
using System.Text;

namespace StreamingSse.Formats.Text;

/// <summary>What separates fields: space, tab, newline, carriage return. Any other control byte is damage, NUL above all.</summary>
internal static class WhiteSpace
{
    private const ulong Set = 1UL << ' ' | 1UL << '\t' | 1UL << '\n' | 1UL << '\r';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(byte c) => c <= ' ' && (Set >> c & 1) != 0;

    /// <summary>The words of a line, as strings: for what is read once.</summary>
    public static string[] Split(ReadOnlySpan<byte> line) =>
        Encoding.Latin1.GetString(line).Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    public static bool IsAll(ReadOnlySpan<byte> text)
    {
        foreach (byte c in text)
            if (!Is(c)) return false;
        return true;
    }
}
