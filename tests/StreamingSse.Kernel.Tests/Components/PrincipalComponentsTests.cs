using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Kernel.Tests.Components;

/// <summary>Against <c>numpy.linalg.eigh</c> of the Spearman matrix.</summary>
public sealed class PrincipalComponentsTests
{
    private static readonly double[] X = [2.5, 0.1, 3.3, 3.3, -1.0, 7.25, 4.0, 0.1, 0.1, 12.5];
    private static readonly double[] Y = [1.0, 0.5, 2.0, 1.5, -2.0, 2.0, 9.0, 0.75, -0.5, 3.0];
    private static readonly double[] Z = [-1, 4, -2, 0.5, 6, -3, -3, 2, 5, 1.0];

    /// <summary><c>w, v = np.linalg.eigh(scipy.stats.spearmanr(np.c_[x, y, z])[0])</c>, largest first.</summary>
    [Fact]
    public void Components_are_those_of_numpy_up_to_sign()
    {
        double[] values = [2.7107580464580727, 0.23546300571513706, 0.053778947826789596];
        double[][] vectors =
        [
            [-0.5787820895040425, -0.5941443866122939, 0.558572950228022],
            [0.5559899823723324, 0.21357470194333808, 0.8032813866830402],
            [-0.5965621781264283, 0.7754858441950543, 0.20672511478322103],
        ];
        PrincipalComponents found = Of(X, Y, Z);
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(values[c], found.Eigenvalues[c], 1e-13);
            Assert.Equal(values[c] / 3, found.Share(c), 1e-13);
            double sign = Math.Sign(found.Loadings[c * 3] * vectors[c][0]);
            for (int j = 0; j < 3; j++)
            {
                Assert.Equal(vectors[c][j], sign * found.Loadings[c * 3 + j], 1e-12);
                Assert.Equal(100 * vectors[c][j] * vectors[c][j], found.Percentage(c, j), 1e-10);
            }
        }
    }

    [Fact]
    public void Scores_are_the_standardised_rows_on_the_components()
    {
        PrincipalComponents found = Of(X, Y, Z);
        double sumOfSquares = found.Scores.Sum(score => score * score);
        Assert.Equal(10 * 3, sumOfSquares, 1e-10); // a rotation keeps the length: every standardised column has variance one
        double first = Enumerable.Range(0, 3).Sum(j => found.Loadings[j] * Standard(new[] { X, Y, Z }[j], 4));
        Assert.Equal(first, found.Scores[4 * 3], 1e-12);
    }

    [Fact]
    public void Columns_of_equal_rank_make_zero_eigenvalues_and_no_harm()
    {
        PrincipalComponents found = Of(X, [.. X.Select(x => x * x * x)], [.. X.Select(x => -x)], Y);
        Assert.Equal(0, found.Eigenvalues[2], 1e-14);
        Assert.Equal(0, found.Eigenvalues[3], 1e-14);
        Assert.Equal(4, found.Eigenvalues.Sum(), 1e-13);
    }

    [Fact]
    public void Constant_and_empty_columns_are_left_out()
    {
        PrincipalComponents found = Of(X, [.. X.Select(_ => 2.0)], Y, [.. X.Select(_ => double.NaN)]);
        Assert.Equal([0, 2], found.Columns);
        Assert.Equal(20, found.Scores.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(54)]
    public void Vectors_are_orthonormal_and_give_the_matrix_back(int d)
    {
        var dice = new Random(d);
        double[] a = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++) a[i * d + j] = a[j * d + i] = dice.NextDouble() - 0.5;
        }
        SymmetricEigen eigen = SymmetricEigen.Of(a, d);
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double back = 0, product = 0;
                for (int c = 0; c < d; c++)
                {
                    back += eigen.Values[c] * eigen.Vectors[c * d + i] * eigen.Vectors[c * d + j];
                    product += eigen.Vectors[i * d + c] * eigen.Vectors[j * d + c];
                }
                Assert.Equal(a[i * d + j], back, 1e-12);
                Assert.Equal(i == j ? 1 : 0, product, 1e-12);
            }
        }
        Assert.Equal(eigen.Values.OrderDescending(), eigen.Values);
    }

    private static PrincipalComponents Of(params double[][] columns) => PrincipalComponents.Of(SpearmanCorrelation.Of(columns), columns);

    private static double Standard(double[] values, int row) =>
        (values[row] - values.Average()) / Math.Sqrt(values.Average(x => x * x) - values.Average() * values.Average());
}
