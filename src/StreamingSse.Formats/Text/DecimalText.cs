using System.Globalization;
using System.Runtime.InteropServices;

namespace StreamingSse.Formats.Text;

/// <summary>Decimal text → double, to the last bit what <see cref="double.Parse(string)"/> gives; not finite means not a number.</summary>
/// <remarks>
/// Up to 19 digits that make an integer of at most 2⁵³ are scaled by one exact power of ten, which rounds once (W. D. Clinger, PLDI 1990);
/// all else goes to the framework. <see cref="DecimalPair"/> does the same two numbers at a time. Nothing is read at or past the end of the
/// text.
/// </remarks>
public static unsafe class DecimalText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private const int MaxDigits = 19;               // more would overflow 64 bits
    private const int MaxExactPower = 22;           // 5²² < 2⁵³

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>10⁰ … 10²², each exact.</summary>
    internal static ref double Powers => ref MemoryMarshal.GetArrayDataReference(PowersOfTen);

    /// <summary>Reads a whole field; false where it is not one finite number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value)
    {
        fixed (byte* text = field)
        {
            double parsed = double.NaN;
            bool good = TryRead(text, text + field.Length, &parsed) && field.IndexOfAny(" \t\r\n"u8) < 0;
            value = parsed;
            return good;
        }
    }

    /// <summary>Reads the field that starts at <paramref name="field"/> and stops at white space or at <paramref name="end"/>.</summary>
    internal static bool TryRead(byte* field, byte* end, double* value)
    {
        byte* at = field;
        bool negative = at < end && *at == '-';
        if (negative || (at < end && *at == '+')) at++;
        ulong digits = 0;
        byte* first = at;
        at = ReadDigits(at, end, ref digits);
        int digitCount = (int)(at - first), power = 0;
        if (at < end && *at == '.')
        {
            first = ++at;
            at = ReadDigits(at, end, ref digits);
            power = -(int)(at - first);
            digitCount -= power;
        }
        if (digitCount == 0 || !TryReadExponent(ref at, end, ref power) || (at < end && !WhiteSpace.Is(*at))) return false;
        if (digitCount > MaxDigits || digits > 1UL << 53 || Math.Abs(power) > MaxExactPower) return TryReadFramework(field, at, value);

        double whole = digits;
        double scaled = power < 0 ? whole / PowersOfTen[-power] : whole * PowersOfTen[power];
        *value = negative ? -scaled : scaled;
        return true;
    }

    private static byte* ReadDigits(byte* at, byte* end, ref ulong digits)
    {
        ulong whole = digits;
        for (uint digit; at < end && (digit = (uint)(*at - '0')) <= 9; at++) whole = whole * 10 + digit;
        digits = whole;
        return at;
    }

    private static bool TryReadExponent(ref byte* at, byte* end, ref int power)
    {
        const int beyondAnyDouble = 100_000;
        if (at >= end || (*at | 0x20) != 'e') return true;
        at++;
        bool negative = at < end && *at == '-';
        if (negative || (at < end && *at == '+')) at++;
        byte* first = at;
        int exponent = 0;
        for (uint digit; at < end && (digit = (uint)(*at - '0')) <= 9; at++)
            if (exponent < beyondAnyDouble) exponent = exponent * 10 + (int)digit;
        power += negative ? -exponent : exponent;
        return at > first;
    }

    private static bool TryReadFramework(byte* field, byte* end, double* value) =>
        double.TryParse(new ReadOnlySpan<byte>(field, (int)(end - field)), Style, CultureInfo.InvariantCulture, out *value)
            && double.IsFinite(*value);
}
