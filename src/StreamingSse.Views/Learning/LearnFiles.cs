using StreamingSse.Kernel.Clusters;
using StreamingSse.Views.Files;
using StreamingSse.Views.Learning.Figures;

namespace StreamingSse.Views.Learning;

/// <summary>The results of <c>sse learn</c> as files; columns are listed in docs/learn.md.</summary>
public static class LearnFiles
{
    /// <summary>Writes everything into <paramref name="folder"/> and gives the names of the files.</summary>
    /// <exception cref="OutputRefusedException">The folder cannot be written to.</exception>
    public static IReadOnlyList<string> WriteAll(LearnReport report, string folder)
    {
        List<string> written = [];
        Put("learn.json", stream => LearnJson.Write(report, stream));
        Put("report.txt", stream =>
        {
            using var text = new StreamWriter(stream, leaveOpen: true);
            LearnText.Write(report, text);
        });
        Put("correlation.csv", stream => WriteCorrelation(report, stream));
        if (report.Components.Count > 0)
        {
            Put("components.csv", stream => WriteComponents(report, stream));
            Put("scores.csv", stream => WriteScores(report, stream));
        }
        if (report.Clusters.Count > 0) Put("clusters.csv", stream => WriteClusters(report, stream));
        if (report.Models.Count > 0) Put("predictions.csv", stream => WritePredictions(report, stream));
        foreach ((string name, SvgCanvas figure) in LearnFigures.Of(report)) Put(name, figure.WriteTo);
        return written;

        void Put(string name, Action<Stream> write)
        {
            AtomicFile.Write(Path.Combine(folder, name), write);
            written.Add(name);
        }
    }

    private static void WriteCorrelation(LearnReport report, Stream stream)
    {
        using var table = new CsvTable(stream, "a", "b", "n", "pearson", "pearson_p", "spearman", "spearman_p", "missing_because");
        string[] names = report.ColumnNames;
        for (int a = 0; a < names.Length; a++)
        {
            for (int b = a + 1; b < names.Length; b++)
            {
                int at = a * names.Length + b;
                table.Add(names[a]).Add(names[b]).Add(report.Pearson.RowCounts[at]).Add(report.Pearson.R[at]).Add(report.Pearson.P[at])
                    .Add(report.Spearman.R[at]).Add(report.Spearman.P[at]).Add(report.Spearman.Undefined(a, b) ?? "").EndRow();
            }
        }
    }

    private static void WriteComponents(LearnReport report, Stream stream)
    {
        int d = report.Components.Count;
        using var table = new CsvTable(stream, "component", "eigenvalue", "share", "column", "loading", "percentage");
        for (int c = 0; c < d; c++)
        {
            for (int j = 0; j < d; j++)
            {
                table.Add($"PC{c + 1}").Add(report.Components.Eigenvalues[c]).Add(report.Components.Share(c)).Add(report.ComponentColumn(j))
                    .Add(report.Components.Loadings[c * d + j]).Add(report.Components.Percentage(c, j)).EndRow();
            }
        }
    }

    private static void WriteScores(LearnReport report, Stream stream)
    {
        int d = report.Components.Count;
        string[] planes = [.. report.Clusters.Select(study => $"cluster_PC{study.Axes.X + 1}_PC{study.Axes.Y + 1}")];
        using var table = new CsvTable(stream, ["row", .. Enumerable.Range(1, d).Select(c => $"PC{c}"), .. planes]);
        for (int row = 0; row < report.Table.RowCount; row++)
        {
            table.Add(row + 1);
            foreach (double score in report.Components.Scores.AsSpan(row * d, d)) table.Add(score);
            foreach (ClusterStudy study in report.Clusters) table.Add(study.Chosen.Labels[row]);
            table.EndRow();
        }
    }

    private static void WriteClusters(LearnReport report, Stream stream)
    {
        using var table = new CsvTable(stream, "plane", "k", "inertia", "silhouette");
        foreach (ClusterStudy study in report.Clusters)
        {
            foreach (ClusterChoice choice in study.Curve)
                table.Add($"PC{study.Axes.X + 1}-PC{study.Axes.Y + 1}").Add(choice.K).Add(choice.Inertia).Add(choice.Silhouette).EndRow();
        }
    }

    private static void WritePredictions(LearnReport report, Stream stream)
    {
        using var table = new CsvTable(stream, "target", "scheme", "kind", "row", "group", "actual", "predicted");
        foreach (ModelReport model in report.Models)
        {
            for (int i = 0; i < model.Validation.Rows.Length; i++)
            {
                table.Add(model.Target).Add(model.Scheme).Add(model.Kind).Add(model.Validation.Rows[i] + 1).Add(model.Validation.Groups[i])
                    .Add(model.Validation.Actual[i]).Add(model.Validation.Predicted[i]).EndRow();
            }
        }
    }
}
