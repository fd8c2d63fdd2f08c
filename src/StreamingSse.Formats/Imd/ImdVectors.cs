using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace StreamingSse.Formats.Imd;

/// <summary>Single-precision numbers of a body, in either order of bytes.</summary>
internal static class ImdVectors
{
    /// <summary>Converts and scales as many as there is room for.</summary>
    /// <returns>False where one of them is not finite.</returns>
    public static bool Read(ReadOnlySpan<byte> body, bool isBigEndian, double factor, Span<double> numbers)
    {
        bool areFinite = true;
        ReadOnlySpan<int> words = MemoryMarshal.Cast<byte, int>(body)[..numbers.Length];
        bool reverse = isBigEndian == BitConverter.IsLittleEndian;
        for (int i = 0; i < words.Length; i++)
        {
            float number = BitConverter.Int32BitsToSingle(reverse ? BinaryPrimitives.ReverseEndianness(words[i]) : words[i]);
            areFinite &= float.IsFinite(number);
            numbers[i] = number * factor;
        }
        return areFinite;
    }
}
