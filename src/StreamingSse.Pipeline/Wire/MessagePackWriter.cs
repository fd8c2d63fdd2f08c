using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace StreamingSse.Pipeline.Wire;

/// <summary>Writes the MessagePack format (github.com/msgpack/msgpack, spec.md): the shortest form, numbers big-endian.</summary>
/// <remarks>
/// The caller writes as many items after an array's header as it says, and twice as many after a map's. A <c>double</c> stays a float 64,
/// whatever its value, so that its bits survive.
/// </remarks>
public readonly struct MessagePackWriter(IBufferWriter<byte> output)
{
    private const int DoublesAtOnce = 400;

    public void WriteNil() => Put(0xc0);

    public void Write(bool value) => Put(value ? (byte)0xc3 : (byte)0xc2);

    public void Write(long value)
    {
        if (value >= 0) Write((ulong)value);
        else if (value >= -32) Put((byte)value);
        else if (value >= sbyte.MinValue) Put(0xd0, (ulong)value, 1);
        else if (value >= short.MinValue) Put(0xd1, (ulong)value, 2);
        else if (value >= int.MinValue) Put(0xd2, (ulong)value, 4);
        else Put(0xd3, (ulong)value, 8);
    }

    public void Write(ulong value)
    {
        if (value < 0x80) Put((byte)value);
        else if (value <= byte.MaxValue) Put(0xcc, value, 1);
        else if (value <= ushort.MaxValue) Put(0xcd, value, 2);
        else if (value <= uint.MaxValue) Put(0xce, value, 4);
        else Put(0xcf, value, 8);
    }

    public void Write(float value) => Put(0xca, BitConverter.SingleToUInt32Bits(value), 4);

    public void Write(double value) => Put(0xcb, BitConverter.DoubleToUInt64Bits(value), 8);

    /// <summary>UTF-8. Half a surrogate pair becomes U+FFFD.</summary>
    public void Write(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        if (length < 32) Put((byte)(0xa0 | length));
        else if (length <= byte.MaxValue) Put(0xd9, (ulong)length, 1);
        else PutLong(0xda, length);
        Encoding.UTF8.GetBytes(value, output.GetSpan(length));
        output.Advance(length);
    }

    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        if (value.Length <= byte.MaxValue) Put(0xc4, (ulong)value.Length, 1);
        else PutLong(0xc5, value.Length);
        output.Write(value);
    }

    public void WriteArrayHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count < 16) Put((byte)(0x90 | count));
        else PutLong(0xdc, count);
    }

    public void WriteMapHeader(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count < 16) Put((byte)(0x80 | count));
        else PutLong(0xde, count);
    }

    /// <summary>An array of float 64.</summary>
    public void Write(ReadOnlySpan<double> values)
    {
        WriteArrayHeader(values.Length);
        for (int from = 0; from < values.Length; from += DoublesAtOnce)
        {
            ReadOnlySpan<double> part = values.Slice(from, Math.Min(DoublesAtOnce, values.Length - from));
            Span<byte> bytes = output.GetSpan(9 * part.Length);
            for (int i = 0; i < part.Length; i++)
            {
                bytes[9 * i] = 0xcb;
                BinaryPrimitives.WriteDoubleBigEndian(bytes[(9 * i + 1)..], part[i]);
            }
            output.Advance(9 * part.Length);
        }
    }

    /// <summary>An extension of the application's own (0 to 127) or a predefined type (below 0).</summary>
    public void WriteExtension(sbyte type, ReadOnlySpan<byte> data)
    {
        switch (data.Length)
        {
            case 1: Put(0xd4); break;
            case 2: Put(0xd5); break;
            case 4: Put(0xd6); break;
            case 8: Put(0xd7); break;
            case 16: Put(0xd8); break;
            case <= byte.MaxValue: Put(0xc7, (ulong)data.Length, 1); break;
            default: PutLong(0xc8, data.Length); break;
        }
        Put((byte)type);
        output.Write(data);
    }

    /// <summary>The predefined timestamp, type −1: seconds since 1970 in UTC and, where there are any, nanoseconds.</summary>
    public void Write(DateTimeOffset time)
    {
        long ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        (long seconds, long rest) = (ticks / TimeSpan.TicksPerSecond, ticks % TimeSpan.TicksPerSecond);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        uint nanoseconds = (uint)(rest * TimeSpan.NanosecondsPerTick);

        Span<byte> data = stackalloc byte[12];
        if (seconds >> 34 != 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, nanoseconds);
            BinaryPrimitives.WriteInt64BigEndian(data[4..], seconds);
        }
        else if (nanoseconds != 0 || seconds > uint.MaxValue)
        {
            BinaryPrimitives.WriteUInt64BigEndian(data, ((ulong)nanoseconds << 34) | (ulong)seconds);
            data = data[..8];
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, (uint)seconds);
            data = data[..4];
        }
        WriteExtension(-1, data);
    }

    // The forms with 16 and 32 bits follow each other in every family.
    private void PutLong(byte form16, int length)
    {
        if (length <= ushort.MaxValue) Put(form16, (ulong)length, 2);
        else Put((byte)(form16 + 1), (ulong)length, 4);
    }

    private void Put(byte single)
    {
        output.GetSpan(1)[0] = single;
        output.Advance(1);
    }

    private void Put(byte form, ulong value, int byteCount)
    {
        Span<byte> bytes = output.GetSpan(9);
        bytes[0] = form;
        for (int i = 1; i <= byteCount; i++) bytes[i] = (byte)(value >> (8 * (byteCount - i)));
        output.Advance(1 + byteCount);
    }
}
