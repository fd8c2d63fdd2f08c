using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Kernel.Tests.Correlation;

/// <summary>Against scipy 1.10: <c>scipy.stats.pearsonr(a, b)</c> and <c>scipy.stats.spearmanr(a, b)</c> of the vectors below.</summary>
public sealed class CorrelationTests
{
    private static readonly double[] X = [2.5, 0.1, 3.3, 3.3, -1.0, 7.25, 4.0, 0.1, 0.1, 12.5];
    private static readonly double[] Y = [1.0, 0.5, 2.0, 1.5, -2.0, 2.0, 9.0, 0.75, -0.5, 3.0];
    private static readonly double[] Z = [-1, 4, -2, 0.5, 6, -3, -3, 2, 5, 1.0];

    [Theory]
    [InlineData(0, 1, 0.45337181562797274, 0.1881895506719068)]
    [InlineData(0, 2, -0.5329897834915818, 0.11266035539364294)]
    [InlineData(1, 2, -0.7181426660689719, 0.01932535220573438)]
    public void Pearson_and_its_p_are_those_of_scipy(int a, int b, double r, double p) =>
        AssertPair(PearsonCorrelation.Of([X, Y, Z]), a, b, 10, r, p);

    [Theory]
    [InlineData(0, 1, 0.9352564618275803, 7.105854395276663e-05)]
    [InlineData(0, 2, -0.777837057361552, 0.00807108951419479)]
    [InlineData(1, 2, -0.8506097560975611, 0.0018122111093617698)]
    public void Spearman_and_its_p_are_those_of_scipy_ties_included(int a, int b, double r, double p) =>
        AssertPair(SpearmanCorrelation.Of([X, Y, Z]), a, b, 10, r, p);

    /// <summary>scipy on the eight rows that hold both; ranks are taken anew among them, as pandas does.</summary>
    [Fact]
    public void Gaps_are_left_out_pair_by_pair()
    {
        double[] x = [.. X], y = [.. Y];
        (x[2], y[8]) = (double.NaN, double.NaN);
        AssertPair(PearsonCorrelation.Of([x, y, Z]), 0, 1, 8, 0.4113222119965859, 0.31134316708883936);
        AssertPair(SpearmanCorrelation.Of([x, y, Z]), 0, 1, 8, 0.9221722216732094, 0.0011108173578061712);
    }

    [Fact]
    public void A_constant_column_has_no_correlation_and_says_why()
    {
        double[] constant = [.. X.Select(_ => 0.1)], empty = [.. X.Select(_ => double.NaN)];
        foreach (CorrelationMatrix matrix in new[] { PearsonCorrelation.Of([X, constant, empty]), SpearmanCorrelation.Of([X, constant, empty]) })
        {
            Assert.True(double.IsNaN(matrix[0, 1]) && double.IsNaN(matrix[1, 1]) && double.IsNaN(matrix[0, 2]));
            Assert.Contains("constant over the 10 rows", matrix.Undefined(0, 1), StringComparison.Ordinal);
            Assert.Contains("0 rows hold both", matrix.Undefined(0, 2), StringComparison.Ordinal);
            Assert.Null(matrix.Undefined(0, 0));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Under_weights_a_constant_column_is_undefined_and_one_row_that_weighs_nearly_all_is_said_to(bool byRank)
    {
        double[] constant = [.. X.Select(_ => 0.1)], uneven = [.. X.Select((_, i) => 1 / (0.3 + 0.1 * i))], lone = [.. X.Select((_, i) => i == 0 ? 1e6 : 1.0)];
        double[][] columns = [X, Y, constant];
        CorrelationMatrix plain = byRank ? SpearmanCorrelation.Of(columns) : PearsonCorrelation.Of(columns);
        CorrelationMatrix weighted = WeightedCorrelation.With(plain, columns, 0, uneven, byRank);
        Assert.True(double.IsNaN(weighted[0, 2]) && double.IsNaN(weighted.P[2]));
        Assert.Contains("constant over the 10 rows", weighted.Undefined(0, 2), StringComparison.Ordinal);
        Assert.InRange(weighted[0, 1], 0.1, 1);
        CorrelationMatrix one = WeightedCorrelation.With(plain, columns, 0, lone, byRank);
        Assert.Equal("by their weights the 10 rows that hold both count as 1, at least 3 are needed", one.Undefined(0, 1));
        Assert.Equal(one.Undefined(0, 1), one.Undefined(1, 0));
    }

    /// <summary>mpmath: betainc((n-2)/2, 1/2, 0, 1-r**2, regularized=True) with 40 digits.</summary>
    [Theory]
    [InlineData(0.1, 3, 0.93623143914148015)]
    [InlineData(0.5, 3, 0.66666666666666667)]
    [InlineData(0.999999, 5, 1.2004215748646405e-9)]
    [InlineData(0.3, 50, 0.034286180032929973)]
    [InlineData(0.02, 10000, 0.045505662655076112)]
    [InlineData(0.05, 10000, 5.6590455105988167e-7)]
    [InlineData(1e-6, 100000, 0.99974768990593677)]
    [InlineData(-0.2, 174, 0.0081460953396643802)]
    [InlineData(0.7, 174, 6.1223921383218957e-27)]
    public void P_holds_twelve_digits_at_any_row_count(double r, int rows, double p) =>
        Assert.Equal(1, CorrelationTest.TwoSidedP(r, rows) / p, 2e-12);

    [Fact]
    public void A_perfect_correlation_has_p_of_zero_and_none_has_one()
    {
        Assert.Equal(0, CorrelationTest.TwoSidedP(-1, 10));
        Assert.Equal(1, CorrelationTest.TwoSidedP(0, 10));
        Assert.True(double.IsNaN(CorrelationTest.TwoSidedP(0.5, 2)));
    }

    [Fact]
    public void A_large_offset_costs_no_digits()
    {
        double[] x = [.. X.Select(value => value * 1e6 + 3e9)], y = [.. Y.Select(value => 7 - 1e-9 * value)];
        Assert.Equal(-0.45337181562797274, PearsonCorrelation.Of([x, y])[0, 1], 1e-7); // 1e-9 beside 7 has seven digits
        Assert.Equal(-0.9352564618275803, SpearmanCorrelation.Of([x, y])[0, 1], 1e-15);
    }

    private static void AssertPair(CorrelationMatrix matrix, int a, int b, int rows, double r, double p)
    {
        foreach ((int i, int j) in new[] { (a, b), (b, a) })
        {
            Assert.Equal(r, matrix[i, j], 1e-13);
            Assert.Equal(p, matrix.P[i * matrix.ColumnCount + j], 1e-13);
            Assert.Equal(rows, matrix.RowCounts[i * matrix.ColumnCount + j]);
        }
    }
}
