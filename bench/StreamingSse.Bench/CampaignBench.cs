using System.Globalization;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Arrhenius;

namespace StreamingSse.Bench;

/// <summary>Campaigns of hop trajectories with a known E_a, watched by the program's own verdict: what does the advice "next" save?</summary>
/// <remarks>
/// Both campaigns end when E_a and σ(300 K) are known to the same interval. The one lets all six temperatures of a ladder go on alike; the other begins with
/// its two hottest and does what <see cref="NextRun"/> says first, at the temperatures that it offers, as a fleet does. Every ps of any run costs the same.
/// </remarks>
internal static class CampaignBench
{
    private const double QuantumPs = 50;
    private const double MostPs = 200_000;
    private const double LowestStartK = 300;
    private static readonly double[] LadderK = [500, 600, 700, 800, 900, 1000];
    private static readonly CampaignTarget Target = new(EaHalfWidthEv: 0.02, LogSigma300HalfWidth: Math.Log(2));

    public static int Run(int campaigns, int seed)
    {
        double equalPs = 0, advisedPs = 0;
        int covered = 0, ended = 0;
        foreach (double eaEv in new[] { 0.20, 0.27, 0.34 })
        {
            double equal = 0, advised = 0;
            for (int i = 0; i < campaigns; i++)
            {
                CampaignOutcome a = Equal(new Ladder(eaEv, seed + 1000 * i)), b = Advised(new Ladder(eaEv, seed + 1000 * i + 500));
                (equal, advised) = (equal + a.CostPs, advised + b.CostPs);
                foreach (CampaignOutcome outcome in new[] { a, b })
                {
                    ended += outcome.Fit is null ? 0 : 1;
                    covered += outcome.Fit is { } fit && fit.EaEv.Low95 <= eaEv && eaEv <= fit.EaEv.High95 ? 1 : 0;
                }
            }
            Line($"E_a {eaEv:0.00} eV: {equal / campaigns:0} ps when all go on alike, {advised / campaigns:0} ps as advised: {100 * (1 - advised / equal):0} % fewer");
            (equalPs, advisedPs) = (equalPs + equal, advisedPs + advised);
        }
        Line($"{ended} of {6 * campaigns} campaigns reached the target; E_a lay in its interval in {100.0 * covered / ended:0.0} % of them");
        Line($"{{\"saved\": {1 - advisedPs / equalPs:0.000}, \"equalPs\": {equalPs:0}, \"advisedPs\": {advisedPs:0}, \"covered\": {(double)covered / ended:0.000}}}");
        return 0;
    }

    private static CampaignOutcome Equal(Ladder ladder)
    {
        while (ladder.CostPs < MostPs)
        {
            foreach (double k in LadderK) ladder.Extend(k, QuantumPs);
            if (ladder.Fit() is { } fit && Target.IsReached(fit)) return new CampaignOutcome(ladder.CostPs, fit);
        }
        return new CampaignOutcome(ladder.CostPs, null);
    }

    private static CampaignOutcome Advised(Ladder ladder)
    {
        foreach (double k in LadderK[^2..]) ladder.Extend(k, QuantumPs);
        while (ladder.CostPs < MostPs)
        {
            ArrheniusFit? fit = ladder.Fit();
            if (fit is not null && Target.IsReached(fit)) return new CampaignOutcome(ladder.CostPs, fit);
            CampaignRun[] runs = ladder.Runs();
            Advice next = NextRun.Of("synthetic", fit, runs, NextRun.StartTemperaturesK(runs, LowestStartK), Target).First(advice => advice.Action != "stop");
            ladder.Extend(next.TemperatureK, next.AddPs);
        }
        return new CampaignOutcome(ladder.CostPs, null);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record CampaignOutcome(double CostPs, ArrheniusFit? Fit);

    /// <summary>The runs of one campaign, by temperature.</summary>
    private sealed class Ladder(double eaEv, int seed)
    {
        private readonly Dictionary<double, CampaignWalk> _walks = [];

        public double CostPs => _walks.Values.Sum(walk => walk.CoveredPs);

        public void Extend(double temperatureK, double addPs)
        {
            if (!_walks.TryGetValue(temperatureK, out CampaignWalk? walk))
            {
                // 0.1 hops per ps and ion at 1000 K: a superionic conductor.
                double ratePerPs = 0.1 * Math.Exp(-eaEv / Units.BoltzmannEvPerK * (1 / temperatureK - 1 / 1000.0));
                _walks[temperatureK] = walk = new CampaignWalk(ratePerPs, (ulong)(seed + (int)temperatureK));
            }
            walk.Extend(addPs);
        }

        public ArrheniusFit? Fit() => ArrheniusFit.Of([.. _walks.OrderBy(walk => walk.Key).Select(walk => walk.Value.PointAt(walk.Key)).OfType<ArrheniusPoint>()], out _);

        public CampaignRun[] Runs() => [.. _walks.OrderBy(walk => walk.Key).Select(walk => walk.Value.RunAt(walk.Key))];
    }
}
