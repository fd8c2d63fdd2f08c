namespace StreamingSse.Kernel.Verdict;

/// <summary>Small symmetric positive systems by Cholesky; NaN where the matrix is not positive definite.</summary>
internal static class LinearSystem
{
    /// <summary>Lower triangle L with L·Lᵀ = a; null where there is none.</summary>
    public static double[,]? Cholesky(double[,] a)
    {
        int n = a.GetLength(0);
        double[,] l = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = a[i, j];
                for (int k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i != j) l[i, j] = sum / l[j, j];
                else if (sum <= 1e-14 * a[i, i]) return null;
                else l[i, i] = Math.Sqrt(sum);
            }
        }
        return l;
    }

    /// <summary>L⁻¹·b: makes correlated errors independent and of unit size.</summary>
    public static double[] Whiten(double[,] l, ReadOnlySpan<double> b)
    {
        double[] x = b.ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            for (int k = 0; k < i; k++) x[i] -= l[i, k] * x[k];
            x[i] /= l[i, i];
        }
        return x;
    }

    public static double[] Solve(double[,] a, double[] b)
    {
        if (Cholesky(a) is not { } l) return [.. b.Select(_ => double.NaN)];
        double[] x = Whiten(l, b);
        for (int i = x.Length - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < x.Length; k++) x[i] -= l[k, i] * x[k];
            x[i] /= l[i, i];
        }
        return x;
    }
}
