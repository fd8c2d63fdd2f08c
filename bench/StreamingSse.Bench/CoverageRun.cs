using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>One trajectory, watched as the program would, under several targets at once.</summary>
internal static class CoverageRun
{
    private const double NeverReached = 1e-6;

    public static CoverageOutcome[] UnderRule(CoverageWalk walk, int ionCount, CoverageOptions options)
    {
        var levels = new LocalDiffusivityLevels(ionCount, options.FramePs);
        StopRule[] rules = [.. options.Targets.Select(t => new StopRule(t))];
        var watcher = new StopRule(NeverReached);
        List<Assessment> checks = [];
        double[] positionsA = new double[3 * ionCount];
        long frameCount = (long)Math.Round(options.CapPs / options.FramePs);
        for (long frame = 0; frame <= frameCount && rules.Any(r => r.AtStop is null); frame++)
        {
            walk.Next(frame == 0 ? 0 : options.FramePs, positionsA);
            levels.Add(frame * options.FramePs, positionsA);
            if (!watcher.IsDue(levels)) continue;
            Assessment? found = watcher.Check(levels);
            if (found is not null) checks.Add(found);
            foreach (StopRule rule in rules.Where(r => r.IsDue(levels))) rule.Note(levels.CoveredPs, found);
        }
        return [.. rules.Select(r => OutcomeOf(walk.TrueDA2PerPs, r, checks))];
    }

    private static CoverageOutcome OutcomeOf(double trueD, StopRule rule, List<Assessment> checks)
    {
        Assessment[] looked = [.. checks.Where((_, i) => i % 10 == 9)];
        double held = looked.Length == 0 ? 1 : looked.Average(c => c.UpperBound95 >= trueD ? 1.0 : 0);
        if (rule.AtStop is not { } stop) return new(trueD, double.NaN, double.NaN, double.NaN, double.NaN, held, [], null);
        double[] forecasts =
        [
            .. checks.Where(c => c.IsPositive && c.CoveredPs >= 0.3 * stop.CoveredPs && c.CoveredPs <= 0.8 * stop.CoveredPs)
                .Select(c => c.ForecastPs(rule.TargetRelative) / stop.CoveredPs),
        ];
        return new(trueD, stop.CoveredPs, stop.D.Value, stop.D.Low95, stop.D.High95, held, forecasts, stop);
    }
}
