using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Correlation;

/// <summary>Σx, Σx² and Σxy over the rows that each pair of columns shares, up- and down-dated without loss.</summary>
/// <remarks>
/// Sums are carried as unevaluated pairs of doubles (106 bits; T. J. Dekker, Numer. Math. 18, 224 (1971)), products are exact through fused
/// multiply-add: what was added can be taken away again, and r survives a mean ten thousand times the spread. A missing value counts as
/// a zero with a mask of zero, so that every row is the same three outer products. Cost about 60 d² operations a row, four at a time.
/// </remarks>
internal sealed class PairSums
{
    private const int Lanes = 4;
    private readonly int _columnCount;
    private readonly int _stride;
    private readonly double[] _value;
    private readonly double[] _mask;
    private readonly double[] _count;
    private readonly DoublePairs _sum;
    private readonly DoublePairs _square;
    private readonly DoublePairs _product;

    public PairSums(int columnCount)
    {
        _columnCount = columnCount;
        _stride = GramMatrix.StrideOf(columnCount);
        int length = checked(columnCount * _stride);
        (_value, _mask, _count) = (new double[_stride], new double[_stride], new double[length]);
        (_sum, _square, _product) = (new DoublePairs(length), new DoublePairs(length), new DoublePairs(length));
    }

    public void Add(ReadOnlySpan<double> row) => Change(row, 1);

    public void Remove(ReadOnlySpan<double> row) => Change(row, -1);

    public CorrelationMatrix Matrix()
    {
        var matrix = new CorrelationMatrix(_columnCount);
        for (int a = 0; a < _columnCount; a++)
        {
            for (int b = a; b < _columnCount; b++)
            {
                int ab = a * _stride + b, ba = b * _stride + a, n = (int)_count[ab];
                double xx = _square.AboutMean(ab, _sum, ab, _sum, ab, n), yy = _square.AboutMean(ba, _sum, ba, _sum, ba, n);
                matrix.Set(a, b, n, _product.AboutMean(ab, _sum, ab, _sum, ba, n), xx, yy);
            }
        }
        return matrix;
    }

    private void Change(ReadOnlySpan<double> row, double sign)
    {
        for (int column = 0; column < row.Length; column++)
        {
            bool missing = double.IsNaN(row[column]);
            (_value[column], _mask[column]) = missing ? (0, 0) : (row[column], 1);
        }
        for (int a = 0; a < _columnCount; a++)
        {
            if (_mask[a] == 0) continue;
            Vector256<double> x = Vector256.Create(_value[a]), signed = Vector256.Create(sign);
            for (int b = 0; b < _stride; b += Lanes)
            {
                int at = a * _stride + b;
                Vector256<double> shared = Vector256.Create(_mask, b) * signed;
                (Vector256.Create(_count, at) + shared).CopyTo(_count, at);
                _sum.AddProduct(at, x, shared);
                _square.AddProduct(at, x, x, shared);
                _product.AddProduct(at, x, Vector256.Create(_value, b) * signed);
            }
        }
    }
}
