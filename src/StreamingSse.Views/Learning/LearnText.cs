using System.Globalization;
using StreamingSse.Kernel.Clusters;

namespace StreamingSse.Views.Learning;

/// <summary>The report that a person reads.</summary>
public static class LearnText
{
    private const int MostNotes = 12, MostPairs = 12, MostParts = 5;

    public static void Write(LearnReport report, TextWriter output)
    {
        output.WriteLine(Invariant(
            $"{report.Source}: {report.Table.RowCount} rows, {report.Table.Numbers.Count} columns of numbers, {report.Table.Words.Count} of categories"));
        foreach (string note in report.Notes.Take(MostNotes)) output.WriteLine($"  note: {note}");
        if (report.Notes.Count > MostNotes)
            output.WriteLine(Invariant($"  … and {report.Notes.Count - MostNotes} more notes, all of them in --json and --out"));
        WriteCorrelation(report, output);
        WriteComponents(report, output);
        WriteClusters(report, output);
        WriteModels(report, output);
        foreach ((string name, string reason) in report.Missing) output.WriteLine($"missing: {name}: {reason}");
    }

    private static void WriteCorrelation(LearnReport report, TextWriter output)
    {
        string[] names = report.ColumnNames;
        var pairs = (from a in Enumerable.Range(0, names.Length)
                     from b in Enumerable.Range(a + 1, names.Length - a - 1)
                     where !double.IsNaN(report.Spearman[a, b])
                     orderby Math.Abs(report.Spearman[a, b]) descending
                     select (a, b)).ToArray();
        if (pairs.Length == 0) return;
        string? target = report.Models.Count > 0 ? report.Models[0].Target : null;
        int of = Array.IndexOf(names, target);
        if (of >= 0) pairs = [.. pairs.Where(pair => pair.a == of || pair.b == of)];
        output.WriteLine();
        output.WriteLine(of >= 0 ? $"Correlation with {target}, strongest first" : "Correlation, strongest pairs first");
        output.WriteLine($"  {"Spearman",9}{"p",11}{"Pearson",10}{"p",11}{"n",8}   columns");
        foreach ((int a, int b) in pairs.Take(MostPairs))
        {
            int at = a * names.Length + b;
            string columns = of < 0 ? $"{names[a]} · {names[b]}" : names[a == of ? b : a];
            output.Write(Invariant($"  {report.Spearman.R[at],9:F4}{report.Spearman.P[at],11:G3}{report.Pearson.R[at],10:F4}{report.Pearson.P[at],11:G3}"));
            output.WriteLine(Invariant($"{report.Spearman.RowCounts[at],8}   {columns}"));
        }
        if (pairs.Length > MostPairs) output.WriteLine(Invariant($"  … {pairs.Length - MostPairs} more pairs in --json and --out"));
    }

    private static void WriteComponents(LearnReport report, TextWriter output)
    {
        int d = report.Components.Count;
        if (d == 0) return;
        output.WriteLine();
        output.WriteLine($"Principal components of the Spearman matrix ({d} columns)");
        for (int c = 0; c < Math.Min(3, d); c++)
        {
            string parts = string.Join(", ", Enumerable.Range(0, d).OrderByDescending(j => report.Components.Percentage(c, j)).Take(MostParts)
                .Select(j => Invariant($"{report.ComponentColumn(j)} {report.Components.Percentage(c, j):F0} %")));
            output.WriteLine(Invariant($"  PC{c + 1}  eigenvalue {report.Components.Eigenvalues[c]:F3}, {100 * report.Components.Share(c):F1} %: {parts}"));
        }
    }

    private static string InWords(string[] categories, int[] counts) => string.Join(" ", categories.Zip(counts).Where(pair => pair.Second > 0).Select(pair => $"{pair.First} {pair.Second}"));

    private static void WriteClusters(LearnReport report, TextWriter output)
    {
        for (int i = 0; i < report.Clusters.Count; i++)
        {
            ClusterStudy study = report.Clusters[i];
            string sizes = string.Join(" + ", Enumerable.Range(0, study.K).Select(c => study.Chosen.Labels.Count(label => label == c)));
            ClusterChoice? best = study.Curve.Where(choice => !double.IsNaN(choice.Silhouette)).MaxBy(choice => choice.Silhouette);
            output.WriteLine();
            output.WriteLine(Invariant($"Clusters in PC{study.Axes.X + 1}–PC{study.Axes.Y + 1}: k = {study.K}, rows {sizes}"));
            output.WriteLine(Invariant($"  inertia {study.Chosen.Inertia:G5}, silhouette {study.Silhouette:F3}"));
            if (best is not null) output.WriteLine(Invariant($"  the best silhouette of k = {study.Curve[0].K} … {study.Curve[^1].K} is {best.Silhouette:F3}, at k = {best.K}"));
            if (report.Populations.ElementAtOrDefault(i) is { } population) output.WriteLine($"  by {population.Column}: {string.Join("; ", population.Counts.Select(counts => InWords(population.Categories, counts)))}");
        }
    }

    private static void WriteModels(LearnReport report, TextWriter output)
    {
        foreach (IGrouping<string, ModelReport> target in report.Models.GroupBy(model => model.Target))
        {
            output.WriteLine();
            ModelReport first = target.First();
            output.WriteLine(Invariant($"Prediction of {target.Key} for groups not seen ({first.Validation.Rows.Length} rows, {first.FoldCount} folds)"));
            output.WriteLine($"  {"model",-16}{"scheme",-12}{"inputs",7}{"MAPE",10}{"on training",13}{"mean error",12}{"R²",8}");
            foreach (ModelReport model in target)
            {
                (string mape, string onTraining) = (PerCent(model.Validation.Mape), PerCent(model.Validation.TrainMape));
                output.WriteLine(Invariant(
                    $"  {model.KindInWords,-16}{model.Scheme,-12}{model.InputCount,7}{mape,10}{onTraining,13}{model.Validation.MeanAbsoluteError,12:G4}{model.Validation.R2,8:F3}"));
            }
            IReadOnlyList<string> unseen = first.Validation.UnseenCategories;
            if (unseen.Count == 0) continue;
            string some = string.Join(", ", unseen.Take(MostParts)) + (unseen.Count > MostParts ? ", …" : "");
            output.WriteLine(Invariant($"  {unseen.Count} categories were met in prediction only and encoded as zeros: {some}"));
        }
    }

    private static string PerCent(double share) => double.IsNaN(share) ? "undefined" : Invariant($"{100 * share:F1} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
