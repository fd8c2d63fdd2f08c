using System.Globalization;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>Mean interval score of the rule's intervals at fixed times, beside generalised and plain least squares: <c>sse-bench coverage --scores 100,300</c>.</summary>
/// <remarks>
/// (high − low) + (2/α)·(what the truth lies outside), over the true D; α = 0.05 (Gneiting &amp; Raftery 2007). Smaller is better; no method may
/// choose its runs or its moment here.
/// </remarks>
internal static class CoverageScores
{
    private const double Alpha = 0.05;
    private static readonly string[] Methods = ["rule", "GLS, independent ions", "least squares"];

    public static int Run(CoverageOptions options)
    {
        var all = new List<(double Covers, double Score)>[options.ScoresAtPs.Length, Methods.Length];
        for (int t = 0; t < options.ScoresAtPs.Length; t++)
        {
            for (int m = 0; m < Methods.Length; m++) all[t, m] = [];
        }
        for (int m = 0; m < CoverageModels.All.Length; m++)
        {
            (string group, string name, Func<int, CoverageRandom, CoverageWalk> make) = CoverageModels.All[m];
            if (!options.Wants(group, name) || make(options.Ions[0], new CoverageRandom(1)).TrueDA2PerPs == 0) continue;
            foreach (int ionCount in options.Ions)
            {
                for (int seed = options.FirstSeed; seed < options.FirstSeed + options.Seeds; seed++)
                    Watch(make(ionCount, CoverageStudy.RandomOf(seed, m, ionCount)), ionCount, options, all);
            }
        }
        for (int t = 0; t < options.ScoresAtPs.Length; t++)
        {
            for (int m = 0; m < Methods.Length; m++)
            {
                double[] scores = [.. all[t, m].Select(s => s.Score).Order()];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{options.ScoresAtPs[t],5:f0} ps  {Methods[m],-22} cover {all[t, m].Average(s => s.Covers):f3}  score/D mean {scores.Average():f2} median {scores[scores.Length / 2]:f2}  of {scores.Length} runs"));
            }
        }
        return 0;
    }

    private static void Watch(CoverageWalk walk, int ionCount, CoverageOptions options, List<(double, double)>[,] all)
    {
        var levels = new LocalDiffusivityLevels(ionCount, options.FramePs);
        List<double[]> frames = [];
        int next = 0;
        for (long frame = 0; next < options.ScoresAtPs.Length; frame++)
        {
            double[] positionsA = new double[3 * ionCount];
            walk.Next(frame == 0 ? 0 : options.FramePs, positionsA);
            levels.Add(frame * options.FramePs, positionsA);
            frames.Add(positionsA);
            if (frame * options.FramePs < options.ScoresAtPs[next] - 1e-6) continue;
            if (DiffusionRule.Assess(levels) is { } found) all[next, 0].Add(Judge(found.D.Low95, found.D.High95, walk.TrueDA2PerPs));
            (double d, double halfWidth) = CoverageGls.Fit(frames, options.FramePs);
            all[next, 1].Add(Judge(d - halfWidth, d + halfWidth, walk.TrueDA2PerPs));
            (d, halfWidth) = CoveragePaper.Fit(frames, options.FramePs);
            all[next, 2].Add(Judge(d - halfWidth, d + halfWidth, walk.TrueDA2PerPs));
            next++;
        }
    }

    private static (double Covers, double Score) Judge(double low, double high, double truth) =>
        (low <= truth && truth <= high ? 1 : 0, (high - low + 2 / Alpha * (Math.Max(low - truth, 0) + Math.Max(truth - high, 0))) / truth);
}
