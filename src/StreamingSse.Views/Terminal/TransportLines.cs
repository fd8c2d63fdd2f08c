using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Terminal;

/// <summary>What people quote of a run, in the units of papers: D in cm²/s, conductivity in mS/cm, each with its 95 % interval.</summary>
internal static class TransportLines
{
    private const double MilliSPerS = 1000;

    /// <summary>Nothing unless D may be quoted.</summary>
    public static IEnumerable<string> Of(DiffusionVerdict? verdict)
    {
        if (verdict is not { Found: { } found, Transport: { } transport }) yield break;
        yield return $"D = {Cm2PerS(found.D)} (95 %){(verdict.IsProvisional ? ", provisional" : "")}; per axis x {Cm2PerS(transport.DXA2PerPs)}, "
            + $"y {Cm2PerS(transport.DYA2PerPs)}, z {Cm2PerS(transport.DZA2PerPs)}";
        string[] conduction =
        [
            .. Part("σ from D (Nernst–Einstein)", transport.SigmaNernstEinsteinSPerCm.Times(MilliSPerS), " mS/cm"),
            .. Part("σ of all ions together", transport.SigmaCollectiveSPerCm.Times(MilliSPerS), " mS/cm"),
            .. Part("Haven ratio", transport.Haven, ""),
        ];
        if (conduction.Length > 0) yield return string.Join(" · ", conduction);
    }

    private static IEnumerable<string> Part(string name, Interval x, string unit) =>
        double.IsFinite(x.Value) ? [$"{name} {Figures.Number(x.Value)} ({Figures.Number(x.Low95)} to {Figures.Number(x.High95)}){unit}"] : [];

    private static string Cm2PerS(Interval dA2PerPs) => double.IsFinite(dA2PerPs.Value)
        ? $"{Figures.Cm2PerS(dA2PerPs.Value)} ({Figures.Cm2PerS(dA2PerPs.Low95)[..^6]} to {Figures.Cm2PerS(dA2PerPs.High95)[..^6]})"
        : "not known";
}
