using System.Buffers.Binary;
using System.Text;

namespace StreamingSse.Formats.NetCdf;

/// <summary>The header of a classic NetCDF file (CDF-1, and CDF-2 with offsets of 64 bits): its variables and the size of a record.</summary>
/// <remarks>Throws <see cref="IncompleteException"/> where the bytes end before the header does, and <see cref="BadInputException"/> where it is none.</remarks>
internal ref struct NetCdfHeader
{
    private const int DimensionTag = 10, VariableTag = 11, AttributeTag = 12, MostItems = 10_000, MostNameBytes = 1024;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _hasLongOffsets;
    private int _at;

    private NetCdfHeader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        ReadOnlySpan<byte> magic = Take(4);
        if (!magic[..3].SequenceEqual("CDF"u8) || magic[3] is not 1 and not 2) throw Bad("CDF and version 1 or 2", magic[..3].SequenceEqual("CDF"u8) ? $"version {magic[3]}" : "other bytes");
        _hasLongOffsets = magic[3] == 2;
    }

    /// <summary>The bytes end before the header does.</summary>
    public sealed class IncompleteException : Exception;

    /// <returns>The variables in the order of the header.</returns>
    public static List<NetCdfVariable> Read(ReadOnlySpan<byte> bytes)
    {
        var header = new NetCdfHeader(bytes);
        header.Int(); // number of records: rewritten as the file grows
        List<long> dimensions = header.ReadDimensions();
        header.ReadAttributes(out _, out _);
        int count = header.ListLength(VariableTag);
        var variables = new List<NetCdfVariable>();
        for (int i = 0; i < count; i++) variables.Add(header.ReadVariable(dimensions));
        return variables;
    }

    private List<long> ReadDimensions()
    {
        int count = ListLength(DimensionTag);
        var lengths = new List<long>();
        for (int i = 0; i < count; i++)
        {
            Name();
            lengths.Add((uint)Int());
        }
        return lengths;
    }

    private void ReadAttributes(out string units, out double scale)
    {
        (units, scale) = ("", 1);
        for (int left = ListLength(AttributeTag); left > 0; left--)
        {
            string name = Name();
            NetCdfType type = Type();
            long length = (uint)Int();
            ReadOnlySpan<byte> value = Padded(length * type.Size());
            if (name == "units" && type == NetCdfType.Char) units = Encoding.ASCII.GetString(value).Trim('\0', ' ').ToLowerInvariant();
            if (name == "scale_factor" && length == 1 && type == NetCdfType.Float) scale = BinaryPrimitives.ReadSingleBigEndian(value);
            if (name == "scale_factor" && length == 1 && type == NetCdfType.Double) scale = BinaryPrimitives.ReadDoubleBigEndian(value);
        }
    }

    private NetCdfVariable ReadVariable(List<long> dimensions)
    {
        string name = Name();
        int rank = Int();
        if (rank is < 0 or > 8) throw Bad("0 to 8 dimensions of a variable", $"{rank}");
        var shape = new List<long>();
        bool isRecord = false;
        for (int i = 0; i < rank; i++)
        {
            int dimension = Int();
            if (dimension < 0 || dimension >= dimensions.Count) throw Bad($"a dimension below {dimensions.Count}", $"{dimension}");
            if (dimensions[dimension] > 0) shape.Add(dimensions[dimension]);
            else if (i == 0) isRecord = true;
            else throw Bad("the record dimension first", "elsewhere");
        }
        ReadAttributes(out string units, out double scale);
        NetCdfType type = Type();
        Int(); // size: follows from the shape
        long begin = _hasLongOffsets ? BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))) : (uint)Int();
        var variable = new NetCdfVariable(name, type, isRecord, shape, begin, units, scale);
        if (begin < 0 || shape.Aggregate(1.0, (product, length) => product * length) > 1e9) throw Bad("a variable of at most 1e9 values behind the header", $"{name}");
        return variable;
    }

    private int ListLength(int tag)
    {
        int found = Int(), count = Int();
        if ((found != tag && (found != 0 || count != 0)) || count is < 0 or > MostItems) throw Bad($"a list marked {tag} of at most {MostItems}", $"{found}, {count}");
        return count;
    }

    private NetCdfType Type()
    {
        int type = Int();
        return type is >= 1 and <= 6 ? (NetCdfType)type : throw Bad("a type from 1 to 6", $"{type}");
    }

    private string Name()
    {
        int length = Int();
        return length is < 0 or > MostNameBytes ? throw Bad($"a name of at most {MostNameBytes} bytes", $"{length}") : Encoding.UTF8.GetString(Padded(length));
    }

    private ReadOnlySpan<byte> Padded(long length)
    {
        if (length > int.MaxValue / 2) throw Bad("an attribute that fits in a header", $"{length} bytes");
        ReadOnlySpan<byte> taken = Take((int)length);
        Take((int)(-length & 3));
        return taken;
    }

    private int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - _at < count) throw new IncompleteException();
        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    private readonly BadInputException Bad(string expected, string found) => new($"byte {_at}", expected, found);
}
