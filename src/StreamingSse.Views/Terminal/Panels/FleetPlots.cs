using Spectre.Console;
using StreamingSse.Kernel.Arrhenius;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>The figures of a fleet.</summary>
internal static class FleetPlots
{
    private const int LinePoints = 2;
    private static readonly Style[] Styles = [Palette.Accent, Palette.Second, Palette.Good, Palette.Alarm, Palette.Plain];

    /// <summary>log D against 1000/T: each point with its interval, bounds as hanging lines, the fitted line through them.</summary>
    public static Panel Arrhenius(FleetState fleet) => Panel.OfPlot((screen, area) =>
    {
        MaterialArrhenius[] lines = [.. fleet.Arrhenius.Where(line => line.Points.Any(point => !point.IsBound))];
        double lowest = lines.SelectMany(line => line.Points).Select(point => point.IsBound ? Math.Log10(point.UpperBound95) : Math.Log10(Math.Max(1e-12, point.D.Low95))).DefaultIfEmpty(-6).Min();
        List<Series> series = [];
        for (int i = 0; i < lines.Length; i++)
        {
            Style style = Styles[i % Styles.Length];
            if (lines[i].Fit is { } fit) series.Add(Line(lines[i], fit, style));
            foreach (ArrheniusPoint point in lines[i].Points) series.AddRange(Marks(point, style, lowest));
        }
        new Plot("log10 D (Å²/ps) vs 1000/T (1/K)", series) { XFromZero = false, YFromZero = false, WhenEmpty = "no material has a D yet" }.Draw(screen, area);
    });

    /// <summary>Rows on PC1 and PC2, one style per cluster.</summary>
    public static Panel Clusters(FleetState fleet) => Panel.OfPlot((screen, area) =>
    {
        ClusterStudy? study = fleet.Models is { Clusters.Count: > 0 } models ? models.Clusters[0] : null;
        List<Series> series = [];
        if (study is not null && fleet.Models!.Components is { } components)
        {
            double width = components.Scores.Where((_, i) => i % components.Count == 0).Select(Math.Abs).DefaultIfEmpty(1).Max() / 40;
            for (int row = 0; row < study.Chosen.Labels.Length; row++)
            {
                (double x, double y) = (components.Scores[row * components.Count], components.Scores[row * components.Count + 1]);
                series.Add(new Series("", new[] { x - width, x + width }, new[] { y, y }, Styles[study.Chosen.Labels[row] % Styles.Length]));
            }
        }
        string silhouette = study is null ? "" : $", k = {study.K}, silhouette {Figures.Number(study.Silhouette, 2)}";
        string missing = fleet.Models is null ? "not trained yet" : fleet.Models.Missing.GetValueOrDefault("clusters", "no clusters");
        new Plot($"PC2 vs PC1{silhouette}", series) { XFromZero = false, YFromZero = false, WhenEmpty = missing }.Draw(screen, area);
    });

    private static Series Line(MaterialArrhenius line, ArrheniusFit fit, Style style)
    {
        double hotK = line.Kink?.BelowK ?? line.Points[^1].TemperatureK, coldK = line.Points[0].TemperatureK;
        double[] temperatures = [.. Enumerable.Range(0, LinePoints).Select(i => 1 / (1 / hotK + i * (1 / coldK - 1 / hotK) / (LinePoints - 1)))];
        return new Series(line.Material, Array.ConvertAll(temperatures, k => 1000 / k), Array.ConvertAll(temperatures, k => Math.Log10(fit.DAt(k).Value)), style);
    }

    private static IEnumerable<Series> Marks(ArrheniusPoint point, Style style, double lowest)
    {
        double x = 1000 / point.TemperatureK;
        if (point.IsBound)
        {
            yield return new Series("", new[] { x, x }, new[] { lowest, Math.Log10(point.UpperBound95) }, style, Dotted: true);
            yield break;
        }
        double y = Math.Log10(point.D.Value), cross = 0.006 * x;
        yield return new Series("", new[] { x, x }, new[] { Math.Log10(Math.Max(1e-12, point.D.Low95)), Math.Log10(point.D.High95) }, style);
        yield return new Series("", new[] { x - cross, x + cross }, new[] { y, y }, style);
    }
}
