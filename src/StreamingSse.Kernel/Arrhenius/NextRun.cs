using System.Globalization;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>Which run of a campaign to stop, extend or start next, so that E_a and σ(300 K) are known to a target at the least cost.</summary>
/// <remarks>
/// For each option the cheapest plan that has it is sought (<see cref="CampaignPlan"/>); only its first step is advised, and everything is
/// thought over again with what that step brings. Cost some 10 ms for ten temperatures.
/// </remarks>
public static class NextRun
{
    private const double WorthKeeping = 1.5;
    private const double AboutTheSame = 1.1;
    private const double HotterStep = 1.15;
    private const double SameTemperature = 0.02;
    private const double ShortestAddPs = 20;

    /// <param name="fit">Of these runs; null while there is none.</param>
    /// <param name="startK">Temperatures at which a new run may be started, K.</param>
    /// <returns>Stops, which cost nothing, first; then the cheapest way to the target.</returns>
    public static IReadOnlyList<Advice> Of(
        string material, ArrheniusFit? fit, IReadOnlyList<CampaignRun> runs, IReadOnlyList<double> startK, CampaignTarget target)
    {
        if (fit is null) return [.. ToFirstLine(material, runs)];
        var now = LineInformation.Of(fit);
        if (now.Reaches(target)) return [.. runs.Where(run => run.IsGoingOn).Select(run => Stop(material, run, now, Reached(now)))];

        var rates = CampaignRates.Of(fit, runs);
        CampaignOption[] options =
        [
            .. runs.Select(run => CampaignOption.Extend(run, rates)),
            .. startK.Where(k => !runs.Any(run => IsSame(run.TemperatureK, k))).Select(k => CampaignOption.Start(k, rates)),
        ];
        var ways = options.Select(option => (Option: option, Way: Cheapest(option, options, now, target)))
            .OrderBy(pair => pair.Way.Cost).ToList();
        double best = ways[0].Way.Cost;
        // Plans that cost about the same are the same: of their runs the one that tells most for its next step goes first.
        ways = [.. ways.OrderBy(pair => Math.Floor(Math.Log(pair.Way.Cost / best) / Math.Log(AboutTheSame))).ThenByDescending(pair => GainPerCost(pair.Option, now))];
        bool IsIdle((CampaignOption Option, CampaignPlan Way) pair) => pair.Option.Run is { IsGoingOn: true, HasD: true } && pair.Way.Cost > WorthKeeping * best;
        return
        [
            .. ways.Where(IsIdle).Select(pair => Stop(material, pair.Option.Run!, now, $"others reach the target at {best / pair.Way.Cost:P0} of the cost".Replace(" %", " %"))),
            .. ways.Where(pair => !IsIdle(pair)).Select(pair => Step(material, pair.Option, pair.Way, now, fit, rates)),
        ];
    }

    /// <summary>Midpoints between the temperatures of the runs, and one step below the lowest; never hotter, where the material may be another.</summary>
    public static double[] StartTemperaturesK(IReadOnlyList<CampaignRun> runs, double fromK)
    {
        double[] ladder = [.. runs.Select(run => run.TemperatureK).Distinct().Order()];
        if (ladder.Length == 0) return [];
        IEnumerable<double> between = ladder.Zip(ladder.Skip(1), (low, high) => 2 / (1 / low + 1 / high)); // halfway in 1/T
        double stepBelow = ladder.Length > 1 ? 1 / (2 / ladder[0] - 1 / ladder[1]) : ladder[0] / HotterStep;
        return [.. between.Append(stepBelow).Where(k => k >= fromK && !ladder.Any(old => IsSame(old, k))).Select(k => Math.Round(k / 10) * 10).Distinct().Order()];
    }

    private static CampaignPlan Cheapest(CampaignOption option, CampaignOption[] all, LineInformation now, CampaignTarget target) =>
        all.Where(other => other != option).Select(other => CampaignPlan.Of(option, other, now, target)).MinBy(plan => plan.Cost) ?? CampaignPlan.Impossible;

    private static double GainPerCost(CampaignOption option, LineInformation now) =>
        now.GainOf(option.After(now, option.FirstAddPs)) / option.Cost(option.FirstAddPs);

    private static Advice Step(string material, CampaignOption option, CampaignPlan way, LineInformation now, ArrheniusFit fit, CampaignRates rates)
    {
        LineInformation after = option.After(now, option.FirstAddPs);
        string standing = option.Run switch
        {
            null => $"no run there yet, D should be about {fit.DAt(option.TemperatureK).Value.ToString("0.#e+0", CultureInfo.InvariantCulture)} Å²/ps",
            { HasD: false } run => $"{run.CoveredPs:0} ps so far, no D yet",
            { } run => string.Create(CultureInfo.InvariantCulture, $"{run.CoveredPs:0} ps so far, D known to ± {100 * run.LogError * Statistics.Normal.Z975:0} %"),
        };
        string unit = double.IsNaN(rates.CoreHoursPerPs) ? "ps" : "core hours";
        string left = double.IsFinite(way.Cost) ? string.Create(CultureInfo.InvariantCulture, $"; about {way.Cost:0} {unit} to the target this way") : "";
        string gain = string.Create(CultureInfo.InvariantCulture,
            $"{standing}; E_a ± {now.EaHalfWidthEv:0.000} → ± {after.EaHalfWidthEv:0.000} eV, σ(300 K) within a factor {Math.Exp(now.RoomHalfWidth):0.0} → {Math.Exp(after.RoomHalfWidth):0.0}{left}");
        return new Advice(
            option.Run is null ? "start" : "extend", material, option.TemperatureK, option.Run?.Run ?? "", option.FirstAddPs,
            double.IsNaN(rates.CoreHoursPerPs) ? double.NaN : option.Cost(option.FirstAddPs), after.EaHalfWidthEv, after.RoomHalfWidth, double.IsFinite(way.Cost) ? way.Cost : double.NaN, gain);
    }

    private static Advice Stop(string material, CampaignRun run, LineInformation now, string reason) => new(
        "stop", material, run.TemperatureK, run.Run, double.NaN, double.NaN, now.EaHalfWidthEv, now.RoomHalfWidth, 0, reason);

    private static string Reached(LineInformation now) => string.Create(CultureInfo.InvariantCulture,
        $"E_a ± {now.EaHalfWidthEv:0.000} eV and σ(300 K) within a factor {Math.Exp(now.RoomHalfWidth):0.0}: as well known as asked for");

    // Without a line: first one more temperature with a D, the one that is nearest to it; hot runs get there soonest.
    private static IEnumerable<Advice> ToFirstLine(string material, IReadOnlyList<CampaignRun> runs)
    {
        foreach (CampaignRun run in runs.Where(run => !run.HasD).OrderBy(LeftPs).ThenByDescending(run => run.TemperatureK))
            yield return Unweighed("extend", run.TemperatureK, run.Run, LeftPs(run), run.CoreHoursPerPs, "no D yet: a line needs two temperatures with one");
        if (runs.Count == 0 || runs.Any(run => !run.HasD) || runs.Select(run => run.TemperatureK).Distinct().Skip(1).Any()) yield break;
        CampaignRun only = runs[0];
        yield return Unweighed("start", Math.Round(HotterStep * only.TemperatureK / 10) * 10, "", only.CoveredPs, only.CoreHoursPerPs,
            $"only {only.TemperatureK:0.#} K has a D: a line needs a second temperature");

        double LeftPs(CampaignRun run) => Math.Max(ShortestAddPs, (double.IsNaN(run.RequiredPs) ? 2 * run.CoveredPs : run.RequiredPs) - run.CoveredPs);
        Advice Unweighed(string action, double k, string run, double addPs, double coreHoursPerPs, string reason) => new(
            action, material, k, run, addPs, addPs * coreHoursPerPs, double.NaN, double.NaN, double.NaN, reason);
    }

    private static bool IsSame(double aK, double bK) => Math.Abs(aK - bK) <= SameTemperature * bK;
}
