using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace StreamingSse.Formats.Gromacs;

/// <summary>The bit stream of compressed coordinates: highest bit first. Beyond its end it gives zeros, and <see cref="IsPastEnd"/> says so.</summary>
internal ref struct XtcBits(ReadOnlySpan<byte> bytes)
{
    private const int MostAtOnce = 57, WholeBytesAtOnce = 56;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _bit;

    public readonly bool IsPastEnd => _bit > 8L * _bytes.Length;

    /// <param name="count">1 to 57.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(int count)
    {
        ulong word = Word((int)(_bit >> 3)) << (int)(_bit & 7);
        _bit += count;
        return word >> (64 - count);
    }

    /// <summary>Three numbers that were written as one in mixed radix, x·sy·sz + y·sz + z, its bytes in order from the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int X, int Y, int Z) ReadTriple(int bitCount, uint sizeY, uint sizeZ)
    {
        if (bitCount > MostAtOnce) return ReadWideTriple(bitCount, sizeY, sizeZ);
        ulong value = ReadLowestByteFirst(bitCount);
        if (value <= uint.MaxValue)
        {
            uint low = (uint)value, line = low / sizeZ, plane = line / sizeY;
            return ((int)plane, (int)(line - plane * sizeY), (int)(low - line * sizeZ));
        }
        ulong row = value / sizeZ, x = row / sizeY;
        return ((int)x, (int)(row - x * sizeY), (int)(value - row * sizeZ));
    }

    private (int X, int Y, int Z) ReadWideTriple(int bitCount, uint sizeY, uint sizeZ)
    {
        UInt128 value = ReadLowestByteFirst(WholeBytesAtOnce);
        value |= (UInt128)ReadLowestByteFirst(bitCount - WholeBytesAtOnce) << WholeBytesAtOnce;
        (UInt128 row, UInt128 z) = UInt128.DivRem(value, sizeZ);
        (UInt128 x, UInt128 y) = UInt128.DivRem(row, sizeY);
        return ((int)(uint)x, (int)(uint)y, (int)(uint)z);
    }

    // Whole bytes come first, the last one may have fewer bits: 1 to 8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadLowestByteFirst(int bitCount)
    {
        ulong read = Read(bitCount);
        int wholeBits = (bitCount - 1) & ~7, lastBits = bitCount - wholeBits;
        if (wholeBits == 0) return read;
        ulong whole = BinaryPrimitives.ReverseEndianness(read >> lastBits << (64 - wholeBits));
        return whole | ((read & ((1UL << lastBits) - 1)) << wholeBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Word(int at) =>
        at <= _bytes.Length - sizeof(ulong) ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]) : LastWord(at);

    private readonly ulong LastWord(int at)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        if (at < _bytes.Length) _bytes[at..].CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
