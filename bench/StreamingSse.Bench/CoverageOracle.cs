using System.Globalization;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>When an estimator that knows the memory would have the precision asked for: what the rule's stops are measured against.</summary>
/// <remarks>
/// The oracle knows which levels are unbiased (within 5 % over all seeds at the cap) and takes, at every time, the one that scatters least over the seeds: no rule
/// can know either. Its time is the first from which 1.96 standard deviations are within ε·D. Nothing where D = 0.
/// </remarks>
internal static class CoverageOracle
{
    private const double FirstPs = 20;
    private const double StepShare = 1.06;
    private const double Unbiased = 0.05;

    /// <summary>Oracle time for each target, ps; NaN beyond the cap.</summary>
    public static double[] TimesPs(CoverageOptions options, int ionCount, Func<int, CoverageWalk> walkOfSeed)
    {
        double trueD = walkOfSeed(options.FirstSeed).TrueDA2PerPs;
        List<double> atPs = [];
        for (double t = FirstPs; t <= options.CapPs; t = Math.Max(t + 5, t * StepShare)) atPs.Add(t);
        int levelCount = LevelLags.Multiples.Length;
        double[,] sum = new double[atPs.Count, levelCount], square = new double[atPs.Count, levelCount];
        for (int seed = options.FirstSeed; seed < options.FirstSeed + options.Seeds; seed++) Gather(options, ionCount, walkOfSeed(seed), atPs, sum, square);

        var times = new double[options.Targets.Length];
        Array.Fill(times, double.NaN);
        for (int t = atPs.Count - 1; t >= 0; t--)
        {
            double least = double.PositiveInfinity;
            for (int k = 0; k < levelCount && trueD > 0; k++)
            {
                if (!(Math.Abs(sum[atPs.Count - 1, k] / options.Seeds / trueD - 1) <= Unbiased) || sum[t, k] == 0) continue;
                double mean = sum[t, k] / options.Seeds, variance = (square[t, k] / options.Seeds - mean * mean) * options.Seeds / (options.Seeds - 1);
                least = Math.Min(least, Math.Sqrt(variance) / trueD);
            }
            for (int e = 0; e < times.Length; e++)
            {
                if (1.96 * least <= options.Targets[e]) times[e] = atPs[t];
            }
        }
        return times;
    }

    /// <summary>The line of a cell: oracle, rule, and how many times longer the rule takes.</summary>
    public static string Line(string head, double eps, double oraclePs, IReadOnlyList<CoverageOutcome> cell)
    {
        double[] stops = [.. cell.Select(o => o.Stopped ? o.StopPs : double.PositiveInfinity).Order()];
        double median = stops[stops.Length / 2];
        return double.IsFinite(median)
            ? string.Create(CultureInfo.InvariantCulture, $"{head} {eps:f1}   oracle {oraclePs,5:f0} ps  rule {median,5:f0} ps  ratio {median / oraclePs:f1}")
            : string.Create(CultureInfo.InvariantCulture, $"{head} {eps:f1}   oracle {oraclePs,5:f0} ps  rule beyond the cap");
    }

    private static void Gather(CoverageOptions options, int ionCount, CoverageWalk walk, List<double> atPs, double[,] sum, double[,] square)
    {
        var levels = new LocalDiffusivityLevels(ionCount, options.FramePs);
        double[] positionsA = new double[3 * ionCount];
        int next = 0;
        for (long frame = 0; next < atPs.Count; frame++)
        {
            walk.Next(frame == 0 ? 0 : options.FramePs, positionsA);
            levels.Add(frame * options.FramePs, positionsA);
            if (levels.CoveredPs < atPs[next] - 1e-6) continue;
            for (int k = 0; k < levels.Levels.Count && 2.5 * levels.Levels[k].LagPs <= atPs[next]; k++)
            {
                double d = levels.Levels[k].Sum(0, DiffusivityLevel.BinCount).MeanA2PerPs;
                (sum[next, k], square[next, k]) = (sum[next, k] + d, square[next, k] + d * d);
            }
            next++;
        }
    }
}
