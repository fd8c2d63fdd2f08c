using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>The Arrhenius lines of every material of a fleet, from its pooled verdicts.</summary>
public static class ArrheniusBook
{
    public static IReadOnlyList<MaterialArrhenius> Of(IEnumerable<PooledVerdict> pooled) =>
        [.. pooled.Where(verdict => verdict.Label.TemperatureK > 0 && verdict.Label.Specie.Length > 0).GroupBy(verdict => verdict.Label.Series).Select(Line)];

    private static MaterialArrhenius Line(IGrouping<(string Material, string Composition, string Specie), PooledVerdict> series)
    {
        ArrheniusPoint[] points = [.. series.Where(verdict => verdict.HasD || verdict.UpperBound95 > 0).OrderBy(verdict => verdict.Label.TemperatureK)
            .Select(verdict => verdict.HasD
                ? ArrheniusPoint.Measured(verdict.Label.TemperatureK, verdict.D)
                : ArrheniusPoint.Below(verdict.Label.TemperatureK, verdict.UpperBound95) with { IsNothingSeen = verdict.IsNothingSeen })];
        ArrheniusFit? one = ArrheniusFit.Of(points, out string? missing);
        ArrheniusKink? kink = one is null ? null : ArrheniusKink.Of(points, one);
        ArrheniusFit? fit = kink?.Lower ?? one;
        double factor = series.Select(verdict => verdict.SigmaKPerD).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
        Interval d300 = fit?.DAt(MaterialArrhenius.RoomK) ?? RunDiffusion.Unknown;
        (string material, string composition, string specie) = series.Key;
        return new MaterialArrhenius(
            material, composition, specie, points, fit, kink, d300,
            double.IsFinite(factor) ? d300.Times(factor / MaterialArrhenius.RoomK) : RunDiffusion.Unknown, missing);
    }
}
