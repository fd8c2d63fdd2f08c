using System.Text.Json;

namespace StreamingSse.Formats.Ase;

/// <summary>An array in a ULM file: <c>{"ndarray": [[324, 3], "float64", 2648]}</c>.</summary>
/// <param name="Columns">Second length of its shape; 1 where it has one only.</param>
/// <param name="At">Its first byte in the file.</param>
internal readonly record struct UlmArray(long Rows, long Columns, bool IsDouble, bool IsLong, long At)
{
    public bool Exists => Rows > 0;

    public long ByteCount => Rows * Columns * sizeof(double);

    /// <summary>The array that the property which the reader stands at describes; one that does not exist where it describes none.</summary>
    public static UlmArray Read(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth, numbers = 0;
        Span<long> values = stackalloc long[3];
        bool isDouble = false, isLong = false;
        while (reader.Read() && (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > depth))
        {
            if (reader.TokenType == JsonTokenType.String) (isDouble, isLong) = (reader.ValueTextEquals("float64"u8), reader.ValueTextEquals("int64"u8));
            if (reader.TokenType != JsonTokenType.Number) continue;
            if (numbers == values.Length || !reader.TryGetInt64(out long value) || value is < 0 or > 1L << 40) return default;
            values[numbers++] = value;
        }
        return numbers switch
        {
            2 => new UlmArray(values[0], 1, isDouble, isLong, values[1]),
            3 => new UlmArray(values[0], values[1], isDouble, isLong, values[2]),
            _ => default,
        };
    }
}
