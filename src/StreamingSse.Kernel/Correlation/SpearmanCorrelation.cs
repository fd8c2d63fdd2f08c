namespace StreamingSse.Kernel.Correlation;

/// <summary>Spearman's ρ, Pearson's r of the average ranks, of every pair of columns over the rows that hold both.</summary>
/// <remarks>
/// Ranks are taken anew within the rows that a pair shares. All sums are of whole numbers and exact up to 130,000 rows, so that neither the order
/// of the rows nor the way they came changes a bit. Cost one sort per column, then d²/2 multiply-adds per row; a pair with gaps walks its rows twice.
/// </remarks>
public static class SpearmanCorrelation
{
    /// <param name="columns">d columns of equal length; NaN is missing.</param>
    public static CorrelationMatrix Of(IReadOnlyList<double[]> columns)
    {
        var matrix = new CorrelationMatrix(columns.Count);
        var split = new CompleteColumns(columns);
        int[][] orders = [.. columns.Select(column => Ranks.Order(column))];
        int[] chosen = new int[split.RowCount + 1];
        split.SetComplete(matrix, (column, centred) => Ranks.Centred(columns[column], orders[column], columns[column], chosen, centred));
        SetPairsWithGaps(matrix, columns, split, orders, chosen);
        return matrix;
    }

    /// <summary>The pairs of which one column or both have gaps.</summary>
    internal static void SetPairsWithGaps(CorrelationMatrix matrix, IReadOnlyList<double[]> columns, CompleteColumns split, int[][] orders, int[] chosen)
    {
        double[] x = new double[split.RowCount], y = new double[split.RowCount];
        foreach ((int a, int b) in split.PairsWithGaps())
        {
            Array.Clear(x);
            Array.Clear(y);
            int rowCount = Ranks.Centred(columns[a], orders[a], columns[b], chosen, x);
            Ranks.Centred(columns[b], orders[b], columns[a], chosen, y);
            double xy = 0, xx = 0, yy = 0;
            for (int row = 0; row < x.Length; row++) (xy, xx, yy) = (xy + x[row] * y[row], xx + x[row] * x[row], yy + y[row] * y[row]);
            matrix.Set(a, b, rowCount, xy, xx, yy);
        }
    }
}
