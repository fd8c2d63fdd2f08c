using System.Globalization;

namespace StreamingSse.Kernel.Verdict;

/// <summary>The reasons of a verdict, in plain words.</summary>
internal static class VerdictWords
{
    private const long FewestHops = 20;

    public static string Reason(VerdictState state, Assessment found, double targetRelative) => state switch
    {
        VerdictState.Equilibrating => $"the two halves differ by {Number(Math.Abs(found.HalvesZ))} standard errors{Discarded(found)}; {Tested(found)}",
        VerdictState.NotDiffusing => $"D is not told from zero: below {Number(found.UpperBound95)} Å²/ps, {Number(Math.Round(found.Hops))} hops seen; {Tested(found)}",
        VerdictState.SubDiffusive when found.TestedLagPs < found.RequiredLagPs =>
            $"D is below {Number(found.UpperBound95)} Å²/ps: at {Number(found.ResidencePs)} ps between an ion's hops, lags up to {Number(found.RequiredLagPs)} ps must be tested; {Tested(found)}{Hops(found)}",
        VerdictState.SubDiffusive => $"D is below {Number(found.UpperBound95)} Å²/ps: it still changes with the lag; {Tested(found)}{Hops(found)}",
        VerdictState.Diffusing => $"{(found.IsEarly ? "provisional: " : "")}{Diffusivity(found)}, wanted within ±{Percent(targetRelative)}; {Tested(found)}{Hops(found)}{Discarded(found)}{Groups(found)}",
        VerdictState.Converged => $"{Diffusivity(found)}: as precise as asked for; {Tested(found)}{Hops(found)}{Discarded(found)}{Groups(found)}",
        _ => "too short to tell",
    };

    /// <param name="coveredPs">Time that the run has covered, ps.</param>
    public static string WhyWaiting(double coveredPs)
    {
        string seen = string.Create(CultureInfo.InvariantCulture, $"{coveredPs:0.#} ps seen");
        return coveredPs < StopRule.FirstPs - 1e-6
            ? $"{seen}; the first word is said after {Number(StopRule.FirstPs)} ps"
            : $"{seen}, and no level of lags scatters yet: too few frames, or motion without chance";
    }

    private static string Diffusivity(Assessment found) =>
        $"D = {Number(found.D.Value)} Å²/ps ({Number(found.D.Low95)} to {Number(found.D.High95)}, ±{Percent(found.D.HalfWidth / found.D.Value)})";

    private static string Tested(Assessment found) => $"memory tested up to {Number(found.TestedLagPs)} ps";

    private static string Discarded(Assessment found) => found.DiscardedPs > 0 ? $"; the first {Number(found.DiscardedPs)} ps are left out" : "";

    // The returns are told where there are enough hops to tell a share.
    private static string Hops(Assessment found) => found.SingleIons switch
    {
        { HopCount: >= FewestHops, MeanResidencePs: var stay, ReturnShare: > 0 and var share, MeanReturnPs: var away } =>
            $"; an ion hops every {Number(stay)} ps, {Percent(share)} come back, after {Number(away)} ps",
        { HopCount: >= FewestHops, MeanResidencePs: var stay } => $"; an ion hops every {Number(stay)} ps, none come back",
        _ => "",
    };

    private static string Groups(Assessment found) => found.Collectivity >= 2 ? $"; ions move in groups of about {Number(Math.Round(found.Collectivity))}" : "";

    private static string Number(double x) => x.ToString("G3", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
