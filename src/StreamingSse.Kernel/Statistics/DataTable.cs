namespace StreamingSse.Kernel.Statistics;

/// <summary>Rows × named columns, each of numbers or of words.</summary>
/// <remarks>Every column holds <c>RowCount</c> values; a missing number is NaN, a missing word null.</remarks>
public sealed record DataTable(int RowCount, IReadOnlyList<NumberColumn> Numbers, IReadOnlyList<WordColumn> Words);

/// <summary>A column of numbers; NaN is missing.</summary>
public sealed record NumberColumn(string Name, double[] Values)
{
    public int PresentCount { get; } = Values.Count(value => !double.IsNaN(value));

    /// <summary>Why nothing can be said of this column, or null where something can.</summary>
    public string? Unusable() => PresentCount == 0
        ? "every value is missing"
        : Array.TrueForAll(Values, value => double.IsNaN(value) || value == FirstPresent()) ? $"constant: every value is {FirstPresent():R}" : null;

    private double FirstPresent() => Array.Find(Values, value => !double.IsNaN(value));
}

/// <summary>A column of categories; null is missing.</summary>
public sealed record WordColumn(string Name, string?[] Values);
