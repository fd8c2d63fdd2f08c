namespace StreamingSse.Kernel.Arrhenius;

/// <summary>One run that could go on, or be started: what any length of it would be worth, and cost.</summary>
/// <param name="Run">Null for a new one.</param>
/// <param name="FirstAddPs">Least useful addition: to a first D, or a small part of what there is.</param>
/// <param name="RandomPs">Random part of the variance of ln D times length, ps.</param>
internal sealed record CampaignOption(CampaignRun? Run, double TemperatureK, double FirstAddPs, double RandomPs, double CostPerPs)
{
    private const double ExtendShare = 0.15;
    private const double WaitShare = 0.1;
    private const double FirstShare = 1.5;

    // No word is said before, and the start is mostly equilibration.
    private const double LostPs = 20;

    public static CampaignOption Extend(CampaignRun run, CampaignRates rates)
    {
        double needPs = double.IsNaN(run.RequiredPs) ? rates.FirstPsAt(run.TemperatureK) : run.RequiredPs;
        double addPs = run.HasD ? ExtendShare * run.CoveredPs : Math.Max(WaitShare * run.CoveredPs, FirstShare * needPs - run.CoveredPs);
        double cost = double.IsNaN(run.CoreHoursPerPs) ? rates.CoreHoursPerPs : run.CoreHoursPerPs;
        return new CampaignOption(run, run.TemperatureK, Math.Max(LostPs, addPs), rates.RandomPsOf(run), double.IsNaN(cost) ? 1 : cost);
    }

    public static CampaignOption Start(double temperatureK, CampaignRates rates) => new(
        null, temperatureK, Math.Max(2 * LostPs, FirstShare * rates.FirstPsAt(temperatureK)), rates.RandomPsAt(temperatureK),
        double.IsNaN(rates.CoreHoursPerPs) ? 1 : rates.CoreHoursPerPs);

    /// <summary>What the line is known to after this much more.</summary>
    public LineInformation After(LineInformation now, double addPs)
    {
        if (addPs <= 0) return now;
        double lengthPs = Run is { HasD: true } ? Run.CoveredPs + addPs : (Run?.CoveredPs ?? 0) + addPs - LostPs;
        double had = Run is { HasD: true } ? 1 / (Run.LogError * Run.LogError) : 0;
        return now.With(TemperatureK, Math.Max(0, CampaignRates.Weight(RandomPs, lengthPs) - had));
    }

    public double Cost(double addPs) => addPs * CostPerPs;
}
