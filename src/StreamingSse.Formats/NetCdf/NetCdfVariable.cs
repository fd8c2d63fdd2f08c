using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.NetCdf;

/// <summary>A variable of a classic NetCDF file.</summary>
/// <param name="Shape">Lengths of its dimensions, without the record dimension.</param>
/// <param name="Begin">Its first byte in the file; of a record variable, in the first record.</param>
/// <param name="Units">Its attribute <c>units</c>, in lower case; empty where it has none.</param>
/// <param name="Scale">Its attribute <c>scale_factor</c>; 1 where it has none.</param>
internal sealed record NetCdfVariable(string Name, NetCdfType Type, bool IsRecord, IReadOnlyList<long> Shape, long Begin, string Units, double Scale)
{
    public long ValueCount => Shape.Aggregate(1L, (product, length) => checked(product * length));

    public static NetCdfVariable Carry(StateCarrier state, NetCdfVariable? variable)
    {
        NetCdfVariable v = variable ?? Blank;
        return new NetCdfVariable(
            state.Carry(v.Name)!, state.Carry(v.Type), state.Carry(v.IsRecord), state.Carry((long[])[.. v.Shape], nameof(Shape))!, state.Carry(v.Begin),
            state.Carry(v.Units)!, state.Carry(v.Scale));
    }

    private static NetCdfVariable Blank { get; } = new("", NetCdfType.Byte, false, [], 0, "", 0);

    public long ByteCount => checked(ValueCount * Type.Size());
}

/// <summary>The types of classic NetCDF, by their numbers.</summary>
internal enum NetCdfType
{
    Byte = 1,
    Char = 2,
    Short = 3,
    Int = 4,
    Float = 5,
    Double = 6,
}

/// <summary>Bytes of a value.</summary>
internal static class NetCdfTypes
{
    public static int Size(this NetCdfType type) => type switch
    {
        NetCdfType.Byte or NetCdfType.Char => 1,
        NetCdfType.Short => 2,
        NetCdfType.Double => 8,
        _ => 4,
    };
}
