using System.Globalization;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Certificates;

/// <summary>How D was obtained, as a paragraph for the methods section of a paper: every figure that a reader needs to judge it.</summary>
public static class MethodsParagraph
{
    public static string Of(RunSnapshot snapshot, string ruleVersion)
    {
        RunFacts run = snapshot.Run;
        string specie = snapshot.Mobile?.Specie ?? "the mobile species";
        int ions = snapshot.Mobile is { } mobile ? mobile.Specie.Split(" + ").Sum(name => run.Species.GetValueOrDefault(name)) : 0;
        string start = Text($"The self-diffusion of {specie} was evaluated from {ions} ions of a {run.AtomCount}-atom cell over {run.LastPs - run.FirstPs:0.###} ps of molecular dynamics ({run.Engine}, frames every {run.FramePs * Units.FsPerPs:0.###} fs)");
        string drift = snapshot.Mobile is { Drift: not "none" } moved ? $", with the drift of {(moved.Drift == "framework" ? "the framework" : "all atoms")} removed." : ".";
        return $"{start}{drift} {Method(ruleVersion)} {Result(snapshot.Verdict)}";
    }

    private static string Method(string ruleVersion) =>
        "Local diffusivities, (MSD(2Δ) − MSD(Δ))/6Δ summed over ions before their variance is taken, were formed on a ladder of lags Δ; their limit at long lags, with an allowance for memory "
        + "beyond the longest lag tested, gives D, and its 95 % interval covers sampling, collective motion, slow change and possible memory "
        + $"(StreamingSse, rule version {ruleVersion}).";

    private static string Result(DiffusionVerdict? verdict) => verdict switch
    {
        null or { Found: null } => "The run is too short for a statement.",
        { State: VerdictState.Diffusing or VerdictState.Converged, Found: { } found } => Quoted(found) + Conductivity(verdict.Transport),
        { Found: { } found } => Text($"No diffusion coefficient is quoted ({verdict.StateName}): D is below {found.UpperBound95 * Units.Cm2PerSPerA2PerPs:0.00e+0} cm²/s (95 %), memory tested up to {found.TestedLagPs:G3} ps."),
    };

    private static string Quoted(Assessment found) => Text(
        $"D = {found.D.Value * Units.Cm2PerSPerA2PerPs:0.00e+0} cm²/s (95 % interval {found.D.Low95 * Units.Cm2PerSPerA2PerPs:0.00e+0} to {found.D.High95 * Units.Cm2PerSPerA2PerPs:0.00e+0}), memory tested up to {found.TestedLagPs:G3} ps, {Math.Round(found.Hops):0} net hops seen")
        + (found.DiscardedPs > 0 ? Text($", the first {found.DiscardedPs:G3} ps left out as equilibration.") : ".");

    private static string Conductivity(Transport? transport)
    {
        if (transport is null || !double.IsFinite(transport.SigmaNernstEinsteinSPerCm.Value)) return "";
        Interval sigma = transport.SigmaNernstEinsteinSPerCm;
        return Text($" The Nernst–Einstein conductivity with the nominal charge is {Figures.Number(1000 * sigma.Value)} mS/cm ({Figures.Number(1000 * sigma.Low95)} to {Figures.Number(1000 * sigma.High95)}).");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
