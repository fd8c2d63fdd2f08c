namespace StreamingSse.Pipeline.Table;

/// <summary>One column of the stored table.</summary>
/// <param name="Of">The value of a row; null is stored as NULL.</param>
internal sealed record SqliteColumn(string Name, string Type, Func<TableRow, object?> Of)
{
    public string Quoted => $"\"{Name}\"";
}
