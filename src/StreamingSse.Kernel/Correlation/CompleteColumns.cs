namespace StreamingSse.Kernel.Correlation;

/// <summary>Which columns have no gaps: their pairs all share every row, and one matrix product serves them.</summary>
internal sealed class CompleteColumns
{
    private readonly bool[] _complete;

    public CompleteColumns(IReadOnlyList<double[]> columns)
    {
        RowCount = columns.Count == 0 ? 0 : columns[0].Length;
        foreach (double[] column in columns)
        {
            if (column.Length != RowCount) throw new ArgumentException($"expected {RowCount} rows in every column, got {column.Length}", nameof(columns));
        }
        _complete = [.. columns.Select(column => !Array.Exists(column, double.IsNaN))];
        Complete = [.. Enumerable.Range(0, columns.Count).Where(column => _complete[column])];
    }

    public int RowCount { get; }

    public int[] Complete { get; }

    /// <summary>Sets the pairs of complete columns from values about their mean, which <paramref name="centre"/> writes for one column.</summary>
    public void SetComplete(CorrelationMatrix matrix, Centring centre)
    {
        int stride = GramMatrix.StrideOf(RowCount), count = Complete.Length;
        double[] centred = new double[checked(stride * count)], gram = new double[count * count];
        for (int i = 0; i < count; i++) centre(Complete[i], centred.AsSpan(i * stride, RowCount));
        GramMatrix.Of(centred, stride, count, gram);
        for (int i = 0; i < count; i++)
        {
            for (int j = i; j < count; j++)
                matrix.Set(Complete[i], Complete[j], RowCount, gram[i * count + j], gram[i * count + i], gram[j * count + j]);
        }
    }

    public IEnumerable<(int A, int B)> PairsWithGaps()
    {
        for (int a = 0; a < _complete.Length; a++)
        {
            for (int b = a; b < _complete.Length; b++)
            {
                if (!_complete[a] || !_complete[b]) yield return (a, b);
            }
        }
    }

    public delegate void Centring(int column, Span<double> centred);
}
