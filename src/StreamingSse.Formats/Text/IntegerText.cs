using System.Numerics;
using System.Runtime.CompilerServices;

namespace StreamingSse.Formats.Text;

/// <summary>Whole numbers in text, up to 18 digits, with a sign or without.</summary>
/// <remarks>Up to seven characters are read as one word, without a branch on sign or length; the rest digit by digit.</remarks>
public static unsafe class IntegerText
{
    private const int MaxDigits = 18;
    private const ulong Ones = 0x0101_0101_0101_0101;

    /// <summary>Reads a whole field; false where it is not one whole number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out long value)
    {
        fixed (byte* text = field)
        {
            long parsed = 0;
            bool good = field.Length > 0 && TryRead(text, text + field.Length, &parsed) && field.IndexOfAny(" \t\r\n"u8) < 0;
            value = parsed;
            return good;
        }
    }

    /// <summary>Reads the field that starts at <paramref name="field"/> and stops at white space or at <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryRead(byte* field, byte* end, long* value)
    {
        if (!TryReadWord(field, end, out long whole) && !TryReadSlowly(field, end, out whole)) return false;
        *value = whole;
        return true;
    }

    /// <summary>The same for a number that fits 32 bits, and is mostly one digit, as image flags are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryRead(byte* field, byte* end, int* value)
    {
        uint digit = (uint)(*field - '0');
        if (digit <= 9 && field < end - 1 && WhiteSpace.Is(field[1]))
        {
            *value = (int)digit;
            return true;
        }
        if (!TryReadWord(field, end, out long whole) && !(TryReadSlowly(field, end, out whole) && whole == (int)whole)) return false;
        *value = (int)whole;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadWord(byte* field, byte* end, out long value)
    {
        value = 0;
        if (!BitConverter.IsLittleEndian || field > end - sizeof(ulong)) return false;
        ulong text = Unsafe.ReadUnaligned<ulong>(field);
        int negative = (byte)text == '-' ? 1 : 0;
        text >>= 8 * negative;
        ulong digits = text ^ '0' * Ones;
        ulong others = (digits + 0x76 * Ones | digits) & 0x80 * Ones;       // 0x76 + 10 sets the highest bit
        int bits = BitOperations.TrailingZeroCount(others) & ~7;            // of the digits before the first other byte
        if ((uint)(bits - 8) > 48 || !WhiteSpace.Is((byte)(text >> bits))) return false;
        digits <<= 64 - bits;
        digits = digits * 2561 >> 8;                                        // 10·first + second, in pairs, fours, eight
        digits = (digits & 0x00ff_00ff_00ff_00ff) * 6553601 >> 16;
        long whole = (long)((digits & 0x0000_ffff_0000_ffff) * 42949672960001 >> 32);
        value = (whole ^ -negative) + negative;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadSlowly(byte* field, byte* end, out long value)
    {
        byte* at = field;
        bool negative = *at == '-';
        if (negative || *at == '+') at++;
        byte* first = at;
        long whole = 0;
        for (uint digit; at < end && (digit = (uint)(*at - '0')) <= 9; at++) whole = whole * 10 + digit;
        value = negative ? -whole : whole;
        return at > first && at - first <= MaxDigits && (at == end || WhiteSpace.Is(*at));
    }
}
