using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StreamingSse.Formats.Text;

/// <summary>Two decimal numbers at a time, one in each half of a vector, for processors with AVX2.</summary>
/// <remarks>
/// It reads what trajectories mostly hold: a sign or none, digits with a point among them, at most 15 characters. The point is shuffled
/// out, the digits become one integer below 10¹⁵ by multiply-adds, and one division by a power of ten rounds once: the same bits as
/// <see cref="DecimalText"/>.
/// All else it leaves alone.
/// </remarks>
internal static unsafe class DecimalPair
{
    /// <summary>Bytes from the start of a field that must be readable.</summary>
    public const int Width = 16;

    private const int LengthBits = 4;
    private const uint FirstBytes = 0x0001_0001;    // of the two fields, in a mask with a bit for each byte

    private static readonly Vector128<byte>[] DigitOrders = MakeDigitOrders();

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>The table that <see cref="TryRead"/> needs beside <see cref="DecimalText.Powers"/>; both are fetched once before a
    /// loop.</summary>
    public static ref Vector128<byte> Orders => ref MemoryMarshal.GetArrayDataReference(DigitOrders);

    /// <summary>Reads two fields; false, with nothing written, where one of them is of another form.</summary>
    /// <remarks>Any byte up to the space ends a field: the caller has seen that no control bytes but white space are there.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(
        byte* first, byte* second, ref Vector128<byte> orders, ref double powers, double* firstValue, double* secondValue)
    {
        Vector256<byte> text = Vector256.Create(Vector128.Load(first), Vector128.Load(second));
        Vector256<byte> wrapped = text - Vector256.Create((byte)'0'), space = Vector256.Create((byte)' ');
        Vector256<byte> minuses = Vector256.Equals(text, Vector256.Create((byte)'-'));
        uint others = Vector256.Equals(Vector256.Max(wrapped, Vector256.Create((byte)10)), wrapped).ExtractMostSignificantBits();
        uint points = Vector256.Equals(text, Vector256.Create((byte)'.')).ExtractMostSignificantBits();
        uint ends = Vector256.Equals(Vector256.Min(text, space), text).ExtractMostSignificantBits();

        // The first byte that is no digit may be a sign; the next such must be the point, the one after it the end.
        uint a = others & 0xfffe, b = others >> 16 & 0xfffe;
        uint aEnd = a & (a - 1), bEnd = b & (b - 1);
        uint pointBits = (a & (0 - a)) | (b & (0 - b)) << 16, endBits = (aEnd & (0 - aEnd)) | (bEnd & (0 - bEnd)) << 16;
        uint odd = (pointBits & ~points) | (endBits & ~ends) | (pointBits << 1 & endBits)
            | (others & ~minuses.ExtractMostSignificantBits() & FirstBytes);
        if (odd != 0 || aEnd == 0 || bEnd == 0) return false;

        uint aPoint = (uint)BitOperations.TrailingZeroCount(a), aLength = (uint)BitOperations.TrailingZeroCount(aEnd);
        uint bPoint = (uint)BitOperations.TrailingZeroCount(b), bLength = (uint)BitOperations.TrailingZeroCount(bEnd);
        Vector256<byte> order = Vector256.Create(
            Unsafe.Add(ref orders, aPoint << LengthBits | aLength), Unsafe.Add(ref orders, bPoint << LengthBits | bLength));
        Vector256<double> scale = Vector256.Create(
            Vector128.Create(Unsafe.Add(ref powers, aLength - aPoint - 1)), Vector128.Create(Unsafe.Add(ref powers, bLength - bPoint - 1)));

        // Saturation turns '-', '.' and what follows the field into 0 … 9; the shuffle takes the field's digits and puts the last one last.
        Vector256<byte> digits = Avx2.Shuffle(Avx2.SubtractSaturate(text, Vector256.Create((byte)'0')), order);
        Vector256<double> values = Whole(digits) / scale;
        Vector256<ulong> bits = values.AsUInt64() | minuses.AsUInt64() << 63; // of the first byte's mask, where the digits' sign is
        *(ulong*)firstValue = bits.GetElement(0);
        *(ulong*)secondValue = bits.GetElement(2);
        return true;
    }

    /// <summary>In each half, fifteen decimal digits, the first the highest, as a whole number: pairs, fours, eights, then the two
    /// eights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Whole(Vector256<byte> digits)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(digits, Vector256.Create((short)0x010a).AsSByte());
        Vector256<int> fours = Avx2.MultiplyAddAdjacent(pairs, Vector256.Create(0x0001_0064).AsInt16());
        Vector256<short> packed = Avx2.PackUnsignedSaturate(fours, fours).AsInt16();
        Vector256<int> eights = Avx2.MultiplyAddAdjacent(packed, Vector256.Create(0x0001_2710).AsInt16());
        Vector128<int> four = Avx2.Permute4x64(eights.AsInt64(), 0b_1000).GetLower().AsInt32();
        Vector256<double> weighted = Avx.ConvertToVector256Double(four) * Vector256.Create(1e8, 1, 1e8, 1);
        return Avx.HorizontalAdd(weighted, weighted);
    }

    /// <summary>Where each right-aligned digit stands in the text, for each place of the point and each length of the field.</summary>
    private static Vector128<byte>[] MakeDigitOrders()
    {
        var orders = new Vector128<byte>[Width << LengthBits];
        Span<byte> order = stackalloc byte[Width];
        for (int point = 0; point < Width; point++)
            for (int length = point + 1; length < Width; length++)
            {
                order.Fill(0x80); // gives the digit 0
                for (int from = length - 1, to = Width - 1; from >= 0; from--)
                    if (from != point) order[to--] = (byte)from;
                orders[point << LengthBits | length] = Vector128.Create<byte>(order);
            }
        return orders;
    }
}
