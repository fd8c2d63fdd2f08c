using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>How precise ln D becomes with the length of a run, at any temperature: learnt from the runs that have a D.</summary>
/// <remarks>
/// s² = f² + κ/(D t): the random part falls as one over the length and grows as one over D, since it is hops that are counted; f is what no length takes off.
/// </remarks>
/// <param name="KappaA2">s² D t of the random part, Å².</param>
/// <param name="CoreHoursPerPs">Median of the runs; NaN where no speed is known.</param>
internal sealed record CampaignRates(ArrheniusFit Fit, double KappaA2, double CoreHoursPerPs)
{
    private const double Floor = DiffusionRule.SystematicShare * DiffusionRule.SystematicShare;
    private const double LeastRandom = 0.25;

    public static CampaignRates Of(ArrheniusFit fit, IReadOnlyList<CampaignRun> runs) => new(
        fit,
        Median(runs.Where(run => run.HasD).Select(run => RandomPs(run) * fit.DAt(run.TemperatureK).Value)),
        Median(runs.Select(run => run.CoreHoursPerPs).Where(double.IsFinite)));

    /// <summary>Random part of a run's variance times its length, ps: its own where it has a D, the campaign's elsewhere.</summary>
    public double RandomPsOf(CampaignRun run) => run.HasD ? RandomPs(run) : RandomPsAt(run.TemperatureK);

    public double RandomPsAt(double temperatureK) => KappaA2 / Fit.DAt(temperatureK).Value;

    /// <summary>Length at which a first D may be quoted: the lag that must be tested has its window, and there are enough events.</summary>
    public double FirstPsAt(double temperatureK) => Math.Max(
        Assessment.WindowsPerLag * DiffusionRule.RequiredLagPs(Fit.DAt(temperatureK).Value), Assessment.FewestEvents * RandomPsAt(temperatureK));

    /// <summary>1/variance of ln D after a length.</summary>
    public static double Weight(double randomPs, double lengthPs) => 1 / (Floor + randomPs / lengthPs);

    // Some of a long run's variance is always random, whatever the floor says.
    private static double RandomPs(CampaignRun run)
    {
        double square = run.LogError * run.LogError;
        return run.CoveredPs * Math.Max(LeastRandom * square, square - Floor);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
