namespace StreamingSse.Kernel.Correlation;

/// <summary>Correlations of one column with all others in which each row counts by the precision of that column's value.</summary>
/// <remarks>
/// Weighted means in place of plain ones in Pearson's r, of the values or of their ranks; p from t with n_eff − 2 degrees of freedom, n_eff = (Σw)²/Σw²
/// (Kish 1965), rounded down. Cost O(n) per column.
/// </remarks>
public static class WeightedCorrelation
{
    /// <summary>The matrix with the row and column <paramref name="chosen"/> replaced.</summary>
    /// <param name="weights">Above zero, shape [n].</param>
    /// <param name="byRank">Whether <paramref name="matrix"/> is Spearman's.</param>
    public static CorrelationMatrix With(CorrelationMatrix matrix, IReadOnlyList<double[]> columns, int chosen, double[] weights, bool byRank)
    {
        var weighted = new CorrelationMatrix(matrix.ColumnCount, [.. matrix.R], [.. matrix.P], [.. matrix.RowCounts]) { Reasons = new string?[matrix.R.Length] };
        for (int other = 0; other < columns.Count; other++)
        {
            if (other == chosen) continue;
            int[] rows = [.. Enumerable.Range(0, weights.Length).Where(row => !double.IsNaN(columns[chosen][row]) && !double.IsNaN(columns[other][row]))];
            double[] x = [.. rows.Select(row => columns[chosen][row])], y = [.. rows.Select(row => columns[other][row])], w = [.. rows.Select(row => weights[row])];
            if (byRank) (x, y) = (RanksOf(x), RanksOf(y));
            Set(weighted, chosen, other, x, y, w);
        }
        return weighted;
    }

    private static void Set(CorrelationMatrix matrix, int a, int b, double[] x, double[] y, double[] w)
    {
        double sum = w.Sum(), squares = w.Sum(weight => weight * weight), meanX = 0, meanY = 0, xy = 0, xx = 0, yy = 0;
        // About the first value, so that equal ones deviate by exactly zero.
        for (int i = 0; i < w.Length; i++) (meanX, meanY) = (meanX + w[i] * (x[i] - x[0]) / sum, meanY + w[i] * (y[i] - y[0]) / sum);
        for (int i = 0; i < w.Length; i++)
        {
            double dx = x[i] - x[0] - meanX, dy = y[i] - y[0] - meanY;
            (xy, xx, yy) = (xy + w[i] * dx * dy, xx + w[i] * dx * dx, yy + w[i] * dy * dy);
        }
        int effective = squares > 0 ? (int)(sum * sum / squares + 1e-9) : 0;
        int rows = matrix.RowCounts[a * matrix.ColumnCount + b];
        matrix.Set(a, b, effective, xy, xx, yy);
        if (effective < CorrelationMatrix.MinimumRows && rows >= CorrelationMatrix.MinimumRows)
        {
            matrix.Reasons![a * matrix.ColumnCount + b] = matrix.Reasons[b * matrix.ColumnCount + a] =
                $"by their weights the {rows} rows that hold both count as {effective}, at least {CorrelationMatrix.MinimumRows} are needed";
        }
        matrix.RowCounts[a * matrix.ColumnCount + b] = matrix.RowCounts[b * matrix.ColumnCount + a] = rows; // n is always that of the rows
    }

    private static double[] RanksOf(double[] values)
    {
        double[] ranks = new double[values.Length];
        Ranks.Centred(values, Ranks.Order(values), values, new int[values.Length + 1], ranks);
        return ranks;
    }
}
