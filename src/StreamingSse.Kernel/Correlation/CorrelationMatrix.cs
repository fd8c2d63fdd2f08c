namespace StreamingSse.Kernel.Correlation;

/// <summary>Correlation coefficients of every pair of columns, their p-values and the rows behind each.</summary>
/// <param name="ColumnCount">d.</param>
/// <param name="R">Coefficients, shape [d, d]; NaN where undefined.</param>
/// <param name="P">Two-sided p-values, shape [d, d]; NaN where undefined.</param>
/// <param name="RowCounts">Rows in which both columns are present, shape [d, d].</param>
public sealed record CorrelationMatrix(int ColumnCount, double[] R, double[] P, int[] RowCounts)
{
    /// <summary>Fewer shared rows leave a coefficient no freedom: through two points every line is perfect.</summary>
    public const int MinimumRows = 3;

    internal CorrelationMatrix(int columnCount)
        : this(columnCount, new double[columnCount * columnCount], new double[columnCount * columnCount], new int[columnCount * columnCount]) { }

    /// <summary>Why a pair has none for another reason than its rows, shape [d, d]; null where nothing is said of any.</summary>
    internal string?[]? Reasons { get; init; }

    /// <summary>Coefficient of columns <paramref name="a"/> and <paramref name="b"/>.</summary>
    public double this[int a, int b] => R[a * ColumnCount + b];

    /// <summary>Why the pair has no coefficient, or null where it has one.</summary>
    public string? Undefined(int a, int b)
    {
        int rows = RowCounts[a * ColumnCount + b];
        if (Reasons?[a * ColumnCount + b] is { } reason) return reason;
        if (rows < MinimumRows) return $"{rows} rows hold both, at least {MinimumRows} are needed";
        return double.IsNaN(this[a, b]) ? $"one of them is constant over the {rows} rows that hold both" : null;
    }

    /// <summary>The same without the pairs that fewer than <paramref name="fewest"/> materials hold.</summary>
    /// <param name="materialCounts">Materials with both columns in one row, shape [d, d].</param>
    public CorrelationMatrix WithoutPairsBelow(int[] materialCounts, int fewest)
    {
        var kept = new CorrelationMatrix(ColumnCount, [.. R], [.. P], RowCounts) { Reasons = Reasons is null ? new string?[R.Length] : [.. Reasons] };
        for (int at = 0; at < R.Length; at++)
        {
            if (materialCounts[at] >= fewest) continue;
            (kept.R[at], kept.P[at]) = (double.NaN, double.NaN);
            kept.Reasons[at] = $"{materialCounts[at]} materials hold both, at least {fewest} are needed";
        }
        return kept;
    }

    /// <summary>Sets a pair from its sums about the mean, Σ(x−x̄)(y−ȳ), Σ(x−x̄)², Σ(y−ȳ)².</summary>
    internal void Set(int a, int b, int rowCount, double xy, double xx, double yy)
    {
        bool defined = rowCount >= MinimumRows && xx > 0 && yy > 0;
        double r = !defined ? double.NaN : a == b ? 1 : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
        double p = defined ? CorrelationTest.TwoSidedP(r, rowCount) : double.NaN;
        (int at, int mirrored) = (a * ColumnCount + b, b * ColumnCount + a);
        R[at] = R[mirrored] = r;
        P[at] = P[mirrored] = p;
        RowCounts[at] = RowCounts[mirrored] = rowCount;
    }
}
