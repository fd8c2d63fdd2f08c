namespace StreamingSse.Formats.Text;

/// <summary>The fields of one short line, one after the other.</summary>
internal ref struct Fields(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        int start = 0;
        while (start < _rest.Length && WhiteSpace.Is(_rest[start])) start++;
        int end = start;
        while (end < _rest.Length && !WhiteSpace.Is(_rest[end])) end++;
        field = _rest[start..end];
        _rest = _rest[end..];
        return !field.IsEmpty;
    }

    /// <summary>Reads exactly as many numbers as the line has to have.</summary>
    public static bool TryNumbers(ReadOnlySpan<byte> line, Span<double> values)
    {
        var fields = new Fields(line);
        foreach (ref double value in values)
            if (!fields.TryNext(out ReadOnlySpan<byte> field) || !DecimalText.TryParse(field, out value)) return false;
        return !fields.TryNext(out _);
    }

    /// <summary>Reads a line that is one whole number.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> line, out long value)
    {
        var fields = new Fields(line);
        value = 0;
        return fields.TryNext(out ReadOnlySpan<byte> field) && IntegerText.TryParse(field, out value) && !fields.TryNext(out _);
    }

    public static int Count(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        int count = 0;
        while (fields.TryNext(out _)) count++;
        return count;
    }
}
