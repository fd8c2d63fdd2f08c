using System.Text.Json;

namespace StreamingSse.Formats.Ase;

/// <summary>One item of a ULM file, the container of ASE's .traj: what its JSON says of the arrays, the cell, and the time.</summary>
/// <remarks>Arrays are given by shape, type and their first byte in the file. ASE writes NaN where JSON has none; what comes after one is not read.</remarks>
internal ref struct UlmItem
{
    public UlmArray Numbers, Positions, Momenta, Masses;

    public bool HasCell;

    public bool IsBigEndian;

    public long? Step;

    public double TimePs;

    /// <param name="cell">Receives the edge vectors, nine numbers.</param>
    public static UlmItem Read(ReadOnlySpan<byte> json, Span<double> cell)
    {
        var item = new UlmItem { TimePs = double.NaN };
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1) item.ReadProperty(ref reader, cell);
        }
        catch (JsonException)
        {
            // What came before stands: positions and cell are written first.
        }
        return item;
    }

    private void ReadProperty(ref Utf8JsonReader reader, Span<double> cell)
    {
        if (reader.ValueTextEquals("numbers."u8)) Numbers = UlmArray.Read(ref reader);
        else if (reader.ValueTextEquals("positions."u8)) Positions = UlmArray.Read(ref reader);
        else if (reader.ValueTextEquals("momenta."u8)) Momenta = UlmArray.Read(ref reader);
        else if (reader.ValueTextEquals("masses."u8)) Masses = UlmArray.Read(ref reader);
        else if (reader.ValueTextEquals("cell"u8)) ReadCell(ref reader, cell);
        else if (reader.ValueTextEquals("_little_endian"u8)) IsBigEndian = reader.Read() && reader.TokenType == JsonTokenType.False;
        else if (reader.ValueTextEquals("info"u8)) ReadTime(ref reader);
        else reader.Skip();
    }

    // Numbers that are missing, or that are none, stay NaN: no cell that could be taken for one.
    private void ReadCell(ref Utf8JsonReader reader, Span<double> cell)
    {
        HasCell = true;
        cell.Fill(double.NaN);
        int count = 0, depth = reader.CurrentDepth;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) return;
        while (reader.Read() && (reader.TokenType != JsonTokenType.EndArray || reader.CurrentDepth > depth))
            if (reader.TokenType == JsonTokenType.Number && count < cell.Length) cell[count++] = reader.GetDouble();
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        while (reader.Read() && (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > depth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1) continue;
            bool isTime = reader.ValueTextEquals("time_ps"u8), isStep = reader.ValueTextEquals("step"u8);
            if (!reader.Read()) return;
            if (isTime && reader.TokenType == JsonTokenType.Number) TimePs = reader.GetDouble();
            else if (isStep && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long step)) Step = step;
        }
    }
}
