namespace StreamingSse.Bench;

/// <summary>A line through the MSD by generalised least squares with the analytic covariance of independent ions.</summary>
/// <remarks>
/// McCluskey, Coles &amp; Morgan, J. Chem. Theory Comput. 21, 79 (2025): Σ_ij = σ_i²·n_i/n_j for i ≤ j, σ_i² the scatter of squared displacements over n_i, n_i = N·T/Δ_i
/// the independent ones. Thirty lags from 5 ps (where a user would see the line begin) to half of the run; slope and intercept; D ± 1.96 standard errors.
/// </remarks>
internal static class CoverageGls
{
    private const int MostLags = 30;
    private const double FromPs = 5;

    public static (double DA2PerPs, double HalfWidth) Fit(List<double[]> frames, double framePs)
    {
        int first = Math.Max(1, (int)Math.Round(FromPs / framePs)), last = frames.Count / 2, count = Math.Min(MostLags, last - first + 1), ions = frames[0].Length / 3;
        double[] lag = new double[count], msd = new double[count], variance = new double[count], independent = new double[count];
        for (int k = 0; k < count; k++)
        {
            int m = first + (int)((long)k * (last - first) / Math.Max(1, count - 1));
            (msd[k], double scatter) = SquaredDisplacements(frames, m);
            (lag[k], independent[k]) = (m * framePs, ions * (double)(frames.Count - 1) / m);
            variance[k] = scatter / independent[k];
        }
        double Covariance(int i, int j) => variance[Math.Min(i, j)] * independent[Math.Min(i, j)] / independent[Math.Max(i, j)];
        double[,]? l = null; // a sample's scatter need not make a covariance: as much is added to its diagonal as it takes
        for (double ridge = 1e-9; l is null; ridge *= 10) l = Cholesky(count, (i, j) => Covariance(i, j) * (i == j ? 1 + ridge : 1));
        double[] y = Whiten(l, msd), one = Whiten(l, [.. lag.Select(_ => 1.0)]), x = Whiten(l, lag);
        double a = Dot(one, one), b = Dot(one, x), c = Dot(x, x), determinant = a * c - b * b;
        return ((a * Dot(x, y) - b * Dot(one, y)) / determinant / 6, 1.96 * Math.Sqrt(a / determinant) / 6);
    }

    private static (double MeanA2, double Variance) SquaredDisplacements(List<double[]> frames, int lag)
    {
        double sum = 0, square = 0;
        int count = 0;
        for (int t = 0; t + lag < frames.Count; t++)
        {
            (double[] from, double[] to) = (frames[t], frames[t + lag]);
            for (int i = 0; i < from.Length; i += 3, count++)
            {
                double dx = to[i] - from[i], dy = to[i + 1] - from[i + 1], dz = to[i + 2] - from[i + 2], r2 = dx * dx + dy * dy + dz * dz;
                (sum, square) = (sum + r2, square + r2 * r2);
            }
        }
        double mean = sum / count;
        return (mean, Math.Max(square / count - mean * mean, 1e-30));
    }

    private static double[,]? Cholesky(int n, Func<int, int, double> element)
    {
        double[,] l = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = element(i, j);
                for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i == j && !(sum > 1e-10 * element(i, i))) return null;
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        return l;
    }

    private static double[] Whiten(double[,] l, double[] b)
    {
        double[] x = [.. b];
        for (int i = 0; i < x.Length; i++)
        {
            for (int k = 0; k < i; k++) x[i] -= l[i, k] * x[k];
            x[i] /= l[i, i];
        }
        return x;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
