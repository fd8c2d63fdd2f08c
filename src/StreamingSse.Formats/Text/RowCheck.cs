namespace StreamingSse.Formats.Text;

/// <summary>Says what is wrong with the line of an atom, once it is known that something is.</summary>
internal static class RowCheck
{
    public static BadInput Explain(ReadOnlySpan<byte> line, AtomColumns columns, long lineNumber)
    {
        string where = $"line {lineNumber}";
        int fields = Fields.Count(line);
        if (fields < columns.FieldCount || (fields > columns.FieldCount && !columns.MoreAllowed))
            return new BadInput(where, $"{columns.FieldCount} columns", $"{fields}");
        var split = new Fields(line);
        for (int column = 0; column < columns.FieldCount && split.TryNext(out ReadOnlySpan<byte> field); column++)
            if (Expected(columns, column, field) is { } expected)
                return new BadInput($"{where}, column {columns.Names[column]}", expected, FoundText.Of(field));
        return new BadInput(where, "an atom", FoundText.Of(line));
    }

    private static string? Expected(AtomColumns columns, int column, ReadOnlySpan<byte> field)
    {
        if (column == columns.Label)
            return field.Length <= TextLimits.MaxLabelBytes && field.IndexOfAnyInRange((byte)0, (byte)' ') < 0
                ? null : $"a name of at most {TextLimits.MaxLabelBytes} bytes";
        if (column == columns.Id) return IntegerText.TryParse(field, out _) ? null : "a whole number";
        if (columns.Image.Contains(column))
            return IntegerText.TryParse(field, out long flag) && flag == (int)flag ? null : "a whole number";
        bool isNumber = column == columns.Mass || columns.Position.Contains(column) || columns.Velocity.Contains(column);
        return !isNumber || DecimalText.TryParse(field, out _) ? null : "a finite number";
    }
}
