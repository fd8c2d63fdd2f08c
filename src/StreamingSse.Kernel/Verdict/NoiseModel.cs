namespace StreamingSse.Kernel.Verdict;

/// <summary>How the levels scatter together: one covariance for all of them, also for those of which the run holds only a lag or two.</summary>
/// <remarks>
/// cov(D_j, D_k) = C·[ Hops·min(D_j, D_k) + Brownian·D_j·D_k·ψ_jk + δ_jk·Vibration/Δ² ] + Slow: levels count the same hops; ψ from
/// <see cref="BrownianNoise"/>; the three amplitudes from the ions' own scatter (<see cref="ScatterFit"/>: N·stretches degrees of freedom, where batches
/// of a long level have three), Brownian not below half of what unrelated displacements have by law. C is how much more the ion-summed series scatters than independent ions would: strings and
/// concerted moves count by themselves. Slow is <see cref="SlowRate"/>.
/// </remarks>
public sealed class NoiseModel
{
    private const int LevelsForCollectivity = 6;
    private const int MostBatches = 100;
    private const double MinDof = 3;
    private const double LagsPerBatch = 4;
    private const double DofOfIons = 60;
    private const double LeastBrownian = 1.0 / 3; // half of the 2/3 of independent ions with one rate: the fit to a few levels may come out too low, even 0

    private readonly List<LevelStatistics> _levels;
    private readonly double[] _meansA2PerPs;
    private readonly ScatterFit _scatter;
    private readonly double _wander;
    private readonly double _batchDof;

    private NoiseModel(List<LevelStatistics> levels, ScatterFit scatter, double collectivity, double wander, double batchDof)
    {
        (_levels, _scatter, Collectivity, _wander, _batchDof) = (levels, scatter, collectivity, wander, batchDof);
        _meansA2PerPs = [.. levels.Select(s => Math.Max(s.DA2PerPs, 0))];
        for (int k = 1; k < _meansA2PerPs.Length; k++)
        {
            if (double.IsNaN(levels[k].IonVariance)) _meansA2PerPs[k] = _meansA2PerPs[k - 1]; // too noisy to set its own scale
        }
    }

    /// <summary>Variance of the ion-summed series over that of independent ions: about the number of ions that move as one.</summary>
    public double Collectivity { get; }

    /// <summary>Degrees of freedom behind the scale of the variances.</summary>
    public double Dof => Collectivity < 1 ? DofOfIons : Math.Clamp(_batchDof, MinDof, MostBatches - 1);

    /// <summary>Null while no level is long enough for the ions' own scatter.</summary>
    public static NoiseModel? Of(LocalDiffusivityLevels levels, List<LevelStatistics> statistics, int fromBin)
    {
        List<LevelStatistics> measured = statistics.FindAll(s => s.IonVariance > 0);
        if (measured.Count == 0) return null;
        double collectivity = Median([.. measured.Take(LevelsForCollectivity).Select(s => SteadyVariance(levels, s, fromBin) / s.IonVariance)]);
        LevelStatistics steadiest = measured[Math.Min(measured.Count - 1, 2)];
        double wander = SlowRate.Variance(levels, steadiest, fromBin, SteadyVariance(levels, steadiest, fromBin));
        return new(statistics, ScatterFit.Of(measured).NotBelow(LeastBrownian / levels.IonCount), collectivity, wander, steadiest.WindowLags / LagsPerBatch - 1);
    }

    /// <summary>cov(D_j, D_k), (Å²/ps)²; indices into the statistics given.</summary>
    public double Covariance(int j, int k)
    {
        double hops = _scatter.Hops * Math.Min(_meansA2PerPs[j], _meansA2PerPs[k]);
        double brownian = _scatter.Brownian * _meansA2PerPs[j] * _meansA2PerPs[k] * BrownianNoise.Correlation(_levels[j].LagPs, _levels[k].LagPs)
            * Math.Sqrt(BrownianNoise.Variance(_levels[j].WindowLags) * BrownianNoise.Variance(_levels[k].WindowLags));
        double vibration = j == k ? _scatter.Vibration / (_levels[j].LagPs * _levels[j].LagPs) : 0;
        return Math.Max(1, Collectivity) * (hops + brownian + vibration) + _wander;
    }

    /// <summary>Scatter goes with the true means; those of a fitted curve are nearer to them than the scattering levels are.</summary>
    public void Refine(int first, ReadOnlySpan<double> curveA2PerPs)
    {
        for (int k = 0; k < curveA2PerPs.Length; k++) _meansA2PerPs[first + k] = Math.Max(curveA2PerPs[k], 0);
    }

    // From successive differences of batches (von Neumann 1941), so that slow change of the rate does not pass for collective motion. Neighbouring
    // batches share hops: half the mean square difference of a box of 2Δ over batches b keeps 1 − Δ/b.
    private static double SteadyVariance(LocalDiffusivityLevels levels, LevelStatistics s, int fromBin)
    {
        DiffusivityLevel level = levels.Levels[s.Level];
        int toBin = LevelStatistics.LastBin(levels, level) + 1;
        int count = Math.Min(Math.Max(4, (int)(s.WindowLags / 4)), Math.Min(MostBatches, toBin - fromBin));
        double[] x = Batches.MeansA2PerPs(level, fromBin, toBin, count, q => q.Total);
        double square = 0;
        for (int i = 1; i < x.Length; i++) square += (x[i] - x[i - 1]) * (x[i] - x[i - 1]);
        return square / (2 * (x.Length - 1)) / x.Length / Math.Max(0.5, 1 - x.Length / s.WindowLags);
    }

    private static double Median(double[] x)
    {
        Array.Sort(x);
        return 0.5 * (x[(x.Length - 1) / 2] + x[x.Length / 2]);
    }
}
