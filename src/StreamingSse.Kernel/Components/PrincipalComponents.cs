using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Kernel.Components;

/// <summary>Principal components of a correlation matrix.</summary>
/// <param name="Columns">Which columns of the table take part; undefined ones do not.</param>
/// <param name="Eigenvalues">Largest first, shape [d]. Pairwise-complete matrices may have slightly negative ones.</param>
/// <param name="Loadings">Shape [d, d]; row c is component c, normalised.</param>
/// <param name="Scores">Shape [rows, d]: standardised rows on the components; a missing value counts as its column's mean.</param>
public sealed record PrincipalComponents(int[] Columns, double[] Eigenvalues, double[] Loadings, double[] Scores)
{
    public int Count => Columns.Length;

    /// <summary>Eigenvalue / trace of component <paramref name="c"/>.</summary>
    public double Share(int c) => Eigenvalues[c] / Count;

    /// <summary>How much of component <paramref name="c"/> is column <paramref name="j"/> of <see cref="Columns"/>, in per cent.</summary>
    public double Percentage(int c, int j) => 100 * Loadings[c * Count + j] * Loadings[c * Count + j];

    /// <summary>Eigen-decomposition of <paramref name="correlation"/> and the scores of <paramref name="columns"/>.</summary>
    /// <remarks>
    /// López et al., Mater. Horiz. 10, 1757 (2023). Columns are standardised with their population deviation. Columns without correlation (constant,
    /// or sharing too few rows) are left out, the one with the most undefined pairs first. Cost O(d³ + n d²).
    /// </remarks>
    public static PrincipalComponents Of(CorrelationMatrix correlation, IReadOnlyList<double[]> columns)
    {
        int[] chosen = Defined(correlation);
        int d = chosen.Length, rowCount = columns.Count == 0 ? 0 : columns[0].Length;
        double[] matrix = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++) matrix[i * d + j] = correlation[chosen[i], chosen[j]];
        }
        SymmetricEigen eigen = SymmetricEigen.Of(matrix, d);
        double[][] standard = [.. chosen.Select(column => Standardised(columns[column]))];
        double[] scores = new double[checked(rowCount * d)];
        for (int row = 0; row < rowCount; row++)
        {
            for (int c = 0; c < d; c++)
            {
                double score = 0;
                for (int j = 0; j < d; j++) score += standard[j][row] * eigen.Vectors[c * d + j];
                scores[row * d + c] = score;
            }
        }
        return new PrincipalComponents(chosen, eigen.Values, eigen.Vectors, scores);
    }

    private static int[] Defined(CorrelationMatrix correlation)
    {
        List<int> left = [.. Enumerable.Range(0, correlation.ColumnCount)];
        while (left.Count > 0)
        {
            int[] undefined = [.. left.Select(a => left.Count(b => double.IsNaN(correlation[a, b])))];
            int worst = undefined.Max();
            if (worst == 0) break;
            left.RemoveAt(Array.LastIndexOf(undefined, worst));
        }
        return [.. left];
    }

    private static double[] Standardised(double[] values)
    {
        double[] present = [.. values.Where(value => !double.IsNaN(value))];
        double mean = present.Average(), deviation = Math.Sqrt(present.Sum(value => (value - mean) * (value - mean)) / present.Length);
        return [.. values.Select(value => double.IsNaN(value) ? 0 : (value - mean) / deviation)];
    }
}
