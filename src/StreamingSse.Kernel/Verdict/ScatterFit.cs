namespace StreamingSse.Kernel.Verdict;

/// <summary>The ions' own scatter at every level, told apart into its three causes.</summary>
/// <remarks>
/// V_k = Hops·D_k + Brownian·D_k²·φ(window_k) + Vibration/Δ_k². A count of hops has a variance in proportion to D; products of unrelated
/// displacements one in proportion to D², growing with the lag (<see cref="BrownianNoise"/>); vibration one that dies with the lag. Non-negative
/// least squares of relative residuals over the levels where V can be measured: with three columns every subset is tried.
/// </remarks>
internal readonly record struct ScatterFit(double Hops, double Brownian, double Vibration)
{
    public static ScatterFit Of(IReadOnlyList<LevelStatistics> measured)
    {
        ScatterFit best = default;
        double least = double.PositiveInfinity;
        for (int subset = 1; subset < 8; subset++)
        {
            if (LeastSquares(measured, subset) is not { } fit) continue;
            double residual = 0;
            foreach (LevelStatistics s in measured) residual += Math.Pow(fit.VarianceOf(s) / s.IonVariance - 1, 2);
            if (residual < least * (1 - 1e-12)) (least, best) = (residual, fit);
        }
        return best;
    }

    /// <summary>The same with at least so much of the noise that grows with the lag: a few long levels tell it badly.</summary>
    public ScatterFit NotBelow(double brownian) => this with { Brownian = Math.Max(Brownian, brownian) };

    private double VarianceOf(LevelStatistics s)
    {
        double[] columns = ColumnsOf(s);
        return Hops * columns[0] + Brownian * columns[1] + Vibration * columns[2];
    }

    private static double[] ColumnsOf(LevelStatistics s) =>
        [Math.Max(s.DA2PerPs, 0), s.DA2PerPs * s.DA2PerPs * BrownianNoise.Variance(s.WindowLags), 1 / (s.LagPs * s.LagPs)];

    private static ScatterFit? LeastSquares(IReadOnlyList<LevelStatistics> measured, int subset)
    {
        int[] used = [.. Enumerable.Range(0, 3).Where(c => (subset >> c & 1) == 1)];
        if (used.Length > measured.Count) return null;
        double[,] a = new double[used.Length, used.Length];
        double[] b = new double[used.Length], all = new double[3];
        foreach (LevelStatistics s in measured)
        {
            double[] columns = ColumnsOf(s);
            for (int i = 0; i < used.Length; i++)
            {
                double row = columns[used[i]] / s.IonVariance;
                b[i] += row;
                for (int j = 0; j < used.Length; j++) a[i, j] += row * columns[used[j]] / s.IonVariance;
            }
        }
        double[] x = LinearSystem.Solve(a, b);
        if (x.Any(v => double.IsNaN(v) || v < 0)) return null;
        for (int i = 0; i < used.Length; i++) all[used[i]] = x[i];
        return new(all[0], all[1], all[2]);
    }
}
