namespace StreamingSse.Formats.Tables;

/// <summary>How columns of a table are meant, where it does not show.</summary>
/// <param name="Categories">Columns that hold categories though they look like numbers.</param>
/// <param name="Ignored">Columns that are not read.</param>
/// <param name="Logarithms">Columns that are replaced by their decimal logarithm, <c>log10(NAME)</c>.</param>
public sealed record TableOptions(IReadOnlyList<string> Categories, IReadOnlyList<string> Ignored, IReadOnlyList<string> Logarithms)
{
    public static TableOptions None { get; } = new([], [], []);

    /// <summary>Columns that hold numbers, however few of their values are; they need not be there.</summary>
    public IReadOnlyCollection<string> Numbers { get; init; } = [];
}
