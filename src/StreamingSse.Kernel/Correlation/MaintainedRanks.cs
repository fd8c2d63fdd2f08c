using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Correlation;

/// <summary>Columns of values with their average ranks kept up to date, ties included.</summary>
/// <remarks>
/// Ranks are doubled and so whole. A value that comes lifts those above it by two and its equals by one; one that goes lowers them again: a compare
/// of whole columns, O(n) each, four at a time. Rows are dense; the last one takes the place of one that goes.
/// Missing values (NaN) compare false with everything and keep rank zero.
/// </remarks>
internal sealed class MaintainedRanks(int columnCount)
{
    private const int Lanes = 4;
    private double[][] _values = NewColumns(columnCount, 0, double.NaN);
    private double[] _doubledRanks = [];
    private readonly int[] _presentCounts = new int[columnCount];
    private int _stride;

    public int RowCount { get; private set; }

    public void Append(ReadOnlySpan<double> row)
    {
        if (RowCount == _stride) Grow();
        RowCount++;
        for (int column = 0; column < columnCount; column++) Place(column, RowCount - 1, row[column]);
    }

    public void Replace(int slot, ReadOnlySpan<double> row)
    {
        for (int column = 0; column < columnCount; column++)
        {
            Take(column, slot);
            Place(column, slot, row[column]);
        }
    }

    public void RemoveBySwap(int slot)
    {
        int last = RowCount - 1;
        for (int column = 0; column < columnCount; column++)
        {
            Take(column, slot);
            Span<double> values = _values[column], ranks = RanksOf(column);
            (values[slot], values[last]) = (values[last], double.NaN);
            (ranks[slot], ranks[last]) = (ranks[last], 0);
        }
        RowCount--;
    }

    public void Read(int slot, Span<double> row)
    {
        for (int column = 0; column < columnCount; column++) row[column] = _values[column][slot];
    }

    public CorrelationMatrix Matrix()
    {
        var matrix = new CorrelationMatrix(columnCount);
        double[] gram = new double[columnCount * columnCount];
        GramMatrix.Of(_doubledRanks, _stride, columnCount, gram);
        double n = RowCount, meanPart = n * (n + 1) * (n + 1); // n times the squared mean of doubled ranks, which is n + 1
        for (int a = 0; a < columnCount; a++)
        {
            for (int b = a; b < columnCount; b++)
            {
                double xy = gram[a * columnCount + b] - meanPart;
                matrix.Set(a, b, RowCount, xy, gram[a * columnCount + a] - meanPart, gram[b * columnCount + b] - meanPart);
            }
        }
        if (Array.Exists(_presentCounts, present => present < RowCount)) SetPairsWithGaps(matrix);
        return matrix;
    }

    // Ranks within the rows that a pair shares follow from no maintained ones: these pairs are taken from sorted columns.
    private void SetPairsWithGaps(CorrelationMatrix matrix)
    {
        double[][] columns = [.. _values.Select(values => values[..RowCount])];
        int[][] orders = [.. columns.Select(column => Ranks.Order(column))];
        SpearmanCorrelation.SetPairsWithGaps(matrix, columns, new CompleteColumns(columns), orders, new int[RowCount + 1]);
    }

    private void Place(int column, int slot, double value)
    {
        _values[column][slot] = double.NaN; // it does not compare with itself
        if (double.IsNaN(value)) return;
        double lifted = Shift(column, value, 1);
        _presentCounts[column]++;
        // Twice the rank is 2·below + equal, itself among the equals, plus one; below and above make up the rest.
        RanksOf(column)[slot] = 2.0 * _presentCounts[column] - lifted;
        _values[column][slot] = value;
    }

    private void Take(int column, int slot)
    {
        double value = _values[column][slot];
        if (double.IsNaN(value)) return;
        _values[column][slot] = double.NaN;
        RanksOf(column)[slot] = 0;
        _presentCounts[column]--;
        Shift(column, value, -1);
    }

    /// <summary>Adds 2·sign to the ranks of greater values and sign to those of equal ones; gives 2·greater + equal.</summary>
    private double Shift(int column, double value, double sign)
    {
        Span<double> values = _values[column], ranks = RanksOf(column);
        Vector256<double> pivot = Vector256.Create(value), one = Vector256<double>.One, signed = Vector256.Create(sign), total = default;
        for (int slot = 0; slot < RowCount; slot += Lanes)
        {
            Vector256<double> x = Vector256.Create(values.Slice(slot, Lanes));
            Vector256<double> lift = (Vector256.GreaterThan(x, pivot) & one) + (Vector256.GreaterThanOrEqual(x, pivot) & one);
            Span<double> part = ranks.Slice(slot, Lanes);
            Vector256.FusedMultiplyAdd(lift, signed, Vector256.Create(part)).CopyTo(part);
            total += lift;
        }
        return Vector256.Sum(total);
    }

    private Span<double> RanksOf(int column) => _doubledRanks.AsSpan(column * _stride, _stride);

    private void Grow()
    {
        int stride = Math.Max(64, 2 * _stride);
        double[][] values = NewColumns(columnCount, stride, double.NaN);
        double[] ranks = new double[checked(columnCount * stride)];
        for (int column = 0; column < columnCount; column++)
        {
            _values[column].AsSpan().CopyTo(values[column]);
            RanksOf(column).CopyTo(ranks.AsSpan(column * stride));
        }
        (_values, _doubledRanks, _stride) = (values, ranks, stride);
    }

    private static double[][] NewColumns(int count, int length, double fill)
    {
        double[][] columns = new double[count][];
        for (int column = 0; column < count; column++) Array.Fill(columns[column] = new double[length], fill);
        return columns;
    }
}
