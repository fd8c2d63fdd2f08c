using System.Buffers.Binary;
using System.Numerics;

namespace StreamingSse.Pipeline.Wire;

/// <summary>The Castagnoli checksum of RFC 3720, appendix B.4; the processor computes it.</summary>
public static class Crc32C
{
    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="checksum"/> is of, and of these bytes behind it.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~checksum;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
