namespace StreamingSse.Bench;

/// <summary>The paper's estimator, stopped by its own error bar: a line through MSD(T/4…T/2), D ± 1.96 standard errors of its slope.</summary>
/// <remarks>Fifty evenly spaced lags with all origins stand for the whole range; the bar is scaled to the number of lags that the range has.</remarks>
internal static class CoveragePaper
{
    private const int MostLags = 50;
    private const double FirstPs = 20;

    public static CoverageOutcome[] UnderLeastSquares(CoverageWalk walk, int ionCount, CoverageOptions options)
    {
        List<double[]> frames = [];
        var outcomes = new CoverageOutcome?[options.Targets.Length];
        int[] streaks = new int[options.Targets.Length];
        double duePs = FirstPs, capPs = options.CapPs;
        for (long frame = 0; frame <= (long)Math.Round(capPs / options.FramePs) && outcomes.Contains(null); frame++)
        {
            double[] positionsA = new double[3 * ionCount];
            walk.Next(frame == 0 ? 0 : options.FramePs, positionsA);
            frames.Add(positionsA);
            if (frame * options.FramePs < duePs - 1e-6) continue;
            duePs = Math.Max(duePs + 5, duePs * 1.06);
            (double d, double halfWidth) = Fit(frames, options.FramePs);
            for (int e = 0; e < outcomes.Length; e++)
            {
                streaks[e] = d > 0 && halfWidth <= options.Targets[e] * d ? streaks[e] + 1 : 0;
                if (streaks[e] == 2) outcomes[e] ??= new(walk.TrueDA2PerPs, frame * options.FramePs, d, d - halfWidth, d + halfWidth, 1, [], null);
            }
        }
        return [.. outcomes.Select(o => o ?? new(walk.TrueDA2PerPs, double.NaN, double.NaN, double.NaN, double.NaN, 1, [], null))];
    }

    /// <summary>The line and its error bar, Å²/ps.</summary>
    public static (double DA2PerPs, double HalfWidth) Fit(List<double[]> frames, double framePs)
    {
        int last = frames.Count / 2, first = (last + 1) / 2, range = last - first + 1, count = Math.Min(MostLags, range);
        double[] lagPs = new double[count], msdA2 = new double[count];
        for (int k = 0; k < count; k++)
        {
            int lag = first + (int)((long)k * (range - 1) / Math.Max(1, count - 1));
            (lagPs[k], msdA2[k]) = (lag * framePs, Msd(frames, lag));
        }
        double meanLag = lagPs.Average(), meanMsd = msdA2.Average();
        double xx = lagPs.Sum(x => (x - meanLag) * (x - meanLag)), slope = lagPs.Zip(msdA2, (x, y) => (x - meanLag) * (y - meanMsd)).Sum() / xx;
        double residual = lagPs.Zip(msdA2, (x, y) => Math.Pow(y - meanMsd - slope * (x - meanLag), 2)).Sum();
        double error = Math.Sqrt(residual / (count - 2) / xx * count / range);
        return (slope / 6, 1.96 * error / 6);
    }

    private static double Msd(List<double[]> frames, int lag)
    {
        double sum = 0;
        for (int t = 0; t + lag < frames.Count; t++)
        {
            (double[] from, double[] to) = (frames[t], frames[t + lag]);
            for (int c = 0; c < from.Length; c++) sum += (to[c] - from[c]) * (to[c] - from[c]);
        }
        return sum / (frames.Count - lag) / (frames[0].Length / 3);
    }
}
