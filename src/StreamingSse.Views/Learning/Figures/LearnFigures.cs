namespace StreamingSse.Views.Learning.Figures;

/// <summary>The figures of a report, by the name of their file.</summary>
internal static class LearnFigures
{
    public static IEnumerable<(string Name, SvgCanvas Figure)> Of(LearnReport report)
    {
        string[] names = report.ColumnNames;
        if (names.Length > 1)
        {
            yield return ("correlogram-spearman.svg", CorrelogramFigure.Of("Spearman", names, report.Spearman));
            yield return ("correlogram-pearson.svg", CorrelogramFigure.Of("Pearson", names, report.Pearson));
        }
        foreach (IGrouping<string, ModelReport> target in report.Models.GroupBy(model => model.Target))
        {
            string file = FileName(target.Key);
            yield return ($"correlation-with-{file}.svg", TargetBarsFigure.Of(report, Array.IndexOf(names, target.Key)));
            yield return ($"scatters-{file}.svg", StandardScattersFigure.Of(report, Array.IndexOf(names, target.Key)));
            yield return ($"parity-{file}.svg", ParityFigure.Of([.. target]));
        }
        if (report.Components.Count > 0)
        {
            yield return ("eigenvalues.svg", EigenvaluesFigure.Of(report));
            yield return ("component-shares.svg", ComponentSharesFigure.Of(report));
        }
        if (report.Clusters.Count > 0)
        {
            yield return ("clusters.svg", ScatterFigure.Of(report));
            yield return ("elbow-silhouette.svg", ElbowFigure.Of(report));
            if (report.Populations is { Count: > 0 } populations) yield return ("cluster-population.svg", PopulationFigure.Of(report, populations));
        }
    }

    private static string FileName(string column) => string.Concat(column.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
