using System.Diagnostics;
using System.Globalization;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Bench;

/// <summary>How often the 95 % interval holds the truth at the moment the rule stops, on trajectories with known D.</summary>
internal static class CoverageStudy
{
    private const string Head =
        "model         N eps   stopped  stop ps: median [5 %, 95 %]  cover  >eps  >2eps   bias  steps  forecast x1.5/x2, in the range shown  bound held";

    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--cost"]) return CoverageCost.Run();
        CoverageOptions options = CoverageOptions.Parse(arguments);
        if (options.ScoresAtPs.Length > 0) return CoverageScores.Run(options);
        List<CoverageOutcome>[] totals = [.. options.Targets.Select(_ => new List<CoverageOutcome>())];
        int weakCells = 0;
        Console.WriteLine(Head);
        for (int m = 0; m < CoverageModels.All.Length; m++)
        {
            (string group, string name, Func<int, CoverageRandom, CoverageWalk> make) = CoverageModels.All[m];
            if (!options.Wants(group, name)) continue;
            foreach (int ionCount in options.Ions)
            {
                List<CoverageOutcome>[] cell = Cell(options, m, ionCount, make);
                int model = m;
                double[]? oraclePs = options.Oracle ? CoverageOracle.TimesPs(options, ionCount, seed => make(ionCount, RandomOf(seed, model, ionCount))) : null;
                for (int e = 0; e < cell.Length; e++)
                {
                    Console.WriteLine(Line($"{name,-11} {ionCount,3}", options.Targets[e], options.CapPs, cell[e]));
                    totals[e].AddRange(cell[e]);
                    if (oraclePs is not null && !double.IsNaN(oraclePs[e]))
                        Console.WriteLine(CoverageOracle.Line($"{name,-11} {ionCount,3}", options.Targets[e], oraclePs[e], cell[e]));
                    if (options.Misses) ListMisses(cell[e], options.FirstSeed);
                    if (cell[e].Count(o => o.Stopped) * 2 >= options.Seeds && cell[e].Where(o => o.Stopped).Average(o => o.Covers ? 1.0 : 0) < 0.9) weakCells++;
                }
            }
        }
        for (int e = 0; e < totals.Length; e++) Console.WriteLine(Line("pooled         ", options.Targets[e], options.CapPs, totals[e]));
        Console.WriteLine($"cells with at least half of the runs stopped and coverage below 0.90: {weakCells}");
        CoverageOutcome[] all = [.. totals.SelectMany(t => t.Where(o => o.Stopped && o.TrueDA2PerPs > 0))];
        string check = string.Create(CultureInfo.InvariantCulture, $"cover {all.Average(o => o.Covers ? 1.0 : 0):f3} of {all.Length} stops");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"cpu\": {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:f1}, \"check\": \"{check}\"}}"));
        return 0;
    }

    private static void ListMisses(List<CoverageOutcome> cell, int firstSeed)
    {
        for (int i = 0; i < cell.Count; i++)
        {
            if (cell[i] is not { Stopped: true, Covers: false, AtStop: { } at } miss) continue;
            double d = miss.TrueDA2PerPs;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    seed {firstSeed + i}: {miss.StopPs:f0} ps, D/true {miss.DA2PerPs / d:f2} [{miss.Low95 / d:f2}, {miss.High95 / d:f2}], tested {at.TestedLagPs:f0} of {at.RequiredLagPs:f0} ps, memory {at.MemoryWeight:f2} at {at.MemoryTimePs:f0} ps, C {at.Collectivity:f1}, left {at.LeftAtTested:f2}, onset {at.OnsetLagPs:f0} ps"));
        }
    }

    private static List<CoverageOutcome>[] Cell(CoverageOptions options, int model, int ionCount, Func<int, CoverageRandom, CoverageWalk> make)
    {
        List<CoverageOutcome>[] cell = [.. options.Targets.Select(_ => new List<CoverageOutcome>())];
        for (int seed = options.FirstSeed; seed < options.FirstSeed + options.Seeds; seed++)
        {
            CoverageWalk walk = make(ionCount, RandomOf(seed, model, ionCount));
            CoverageOutcome[] outcomes = options.Paper
                ? CoveragePaper.UnderLeastSquares(walk, ionCount, options)
                : CoverageRun.UnderRule(walk, ionCount, options);
            for (int e = 0; e < outcomes.Length; e++) cell[e].Add(outcomes[e]);
        }
        return cell;
    }

    /// <summary>The same trajectory for the same seed, model and ions, whatever it is used for.</summary>
    public static CoverageRandom RandomOf(int seed, int model, int ionCount) => new((ulong)(seed * 1_000_003L + model * 7_919 + ionCount));

    private static string Line(string head, double eps, double capPs, List<CoverageOutcome> all)
    {
        CoverageOutcome[] stopped = [.. all.Where(o => o.Stopped)], real = [.. stopped.Where(o => o.TrueDA2PerPs > 0)];
        double steps = all.Average(o => o.Stopped ? o.StopPs / capPs : 1), held = all.Average(o => o.BoundHeld);
        string falsely = stopped.Length > real.Length ? $"  stops on D = 0: {stopped.Length - real.Length}" : "";
        if (real.Length == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{head} {eps:f1}   {stopped.Length,3}/{all.Count,-4} steps {steps:f2}  bound held {held:f2}{falsely}");

        double[] stopPs = [.. real.Select(o => o.StopPs).Order()], forecasts = [.. real.SelectMany(o => o.ForecastRatios).Select(r => Math.Abs(Math.Log2(r)))];
        double Within(double factor) => forecasts.Length == 0 ? double.NaN : forecasts.Average(f => f <= Math.Log2(factor) ? 1.0 : 0);
        double At(double share) => stopPs[Math.Min(stopPs.Length - 1, (int)(share * stopPs.Length))];
        return string.Create(CultureInfo.InvariantCulture,
            $"{head} {eps:f1}   {stopped.Length,3}/{all.Count,-4}  {At(0.5),5:f0} [{At(0.05),4:f0},{At(0.95),5:f0}]            {real.Average(o => o.Covers ? 1.0 : 0):f3}  {real.Average(o => Math.Abs(o.Error) > eps ? 1.0 : 0):f3}  {real.Average(o => Math.Abs(o.Error) > 2 * eps ? 1.0 : 0):f3}  {real.Average(o => o.Error),5:f2}   {steps:f2}   {Within(1.5):f2}/{Within(2):f2}, {Within(DiffusionVerdict.ForecastFactor):f2}   {held:f2}{falsely}");
    }
}
