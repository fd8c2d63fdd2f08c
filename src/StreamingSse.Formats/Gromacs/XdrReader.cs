using System.Buffers.Binary;

namespace StreamingSse.Formats.Gromacs;

/// <summary>Reads XDR numbers (big-endian, in units of four bytes; RFC 4506) one after the other.</summary>
internal ref struct XdrReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public int Int()
    {
        int value = BinaryPrimitives.ReadInt32BigEndian(_bytes[Position..]);
        Position += sizeof(int);
        return value;
    }

    public long Hyper()
    {
        long value = BinaryPrimitives.ReadInt64BigEndian(_bytes[Position..]);
        Position += sizeof(long);
        return value;
    }

    public float Float()
    {
        float value = BinaryPrimitives.ReadSingleBigEndian(_bytes[Position..]);
        Position += sizeof(float);
        return value;
    }

    public double Double()
    {
        double value = BinaryPrimitives.ReadDoubleBigEndian(_bytes[Position..]);
        Position += sizeof(double);
        return value;
    }

    /// <summary>A number of the file's own precision.</summary>
    public double Real(bool isDouble) => isDouble ? Double() : Float();

    public ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
