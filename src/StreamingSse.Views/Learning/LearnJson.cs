using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Views.Learning;

/// <summary>The object that <c>sse learn --json</c> prints; every field is explained in docs/learn.md.</summary>
public static class LearnJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(LearnReport report, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("rows", report.Table.RowCount);
            json.Texts("columns", report.ColumnNames.Concat(report.Table.Words.Select(column => column.Name)));
            WriteCorrelation(json, report);
            WriteComponents(json, report);
            WriteClusters(json, report);
            WriteModels(json, report);
            json.WriteStartObject("missing");
            foreach ((string name, string reason) in report.Missing) json.WriteString(name, reason);
            json.WriteEndObject();
            json.Texts("notes", report.Notes);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void WriteCorrelation(Utf8JsonWriter json, LearnReport report)
    {
        int d = report.Pearson.ColumnCount;
        json.WriteStartObject("correlation");
        json.Texts("columns", report.ColumnNames);
        json.Matrix("pearson", report.Pearson.R, d);
        json.Matrix("pearsonP", report.Pearson.P, d);
        json.Matrix("spearman", report.Spearman.R, d);
        json.Matrix("spearmanP", report.Spearman.P, d);
        json.Matrix("n", [.. report.Spearman.RowCounts.Select(rows => (double)rows)], d);
        WriteUndefined(json, report.ColumnNames, report.Spearman);
        json.WriteEndObject();
    }

    private static void WriteUndefined(Utf8JsonWriter json, string[] names, CorrelationMatrix matrix)
    {
        json.WriteStartObject("missing");
        for (int a = 0; a < names.Length; a++)
        {
            for (int b = a + 1; b < names.Length; b++)
            {
                if (matrix.Undefined(a, b) is { } reason) json.WriteString($"{names[a]} | {names[b]}", reason);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, LearnReport report)
    {
        int d = report.Components.Count;
        json.WriteStartObject("pca");
        json.Texts("columns", Enumerable.Range(0, d).Select(report.ComponentColumn));
        json.Numbers("eigenvalues", report.Components.Eigenvalues);
        json.Numbers("share", Enumerable.Range(0, d).Select(report.Components.Share));
        json.Matrix("loadings", report.Components.Loadings, Math.Max(1, d));
        json.Matrix("percentages", [.. report.Components.Loadings.Select(loading => 100 * loading * loading)], Math.Max(1, d));
        json.Matrix("scores", report.Components.Scores, Math.Max(1, d));
        json.WriteEndObject();
    }

    private static void WriteClusters(Utf8JsonWriter json, LearnReport report)
    {
        if (report.Clusters.Count == 0)
        {
            json.WriteNull("clusters");
            return;
        }
        json.WriteStartObject("clusters");
        WriteStudy(json, report.Clusters[0]);
        WritePopulation(json, report.Populations.ElementAtOrDefault(0));
        if (report.Clusters.Count > 1)
        {
            json.WriteStartObject("pc1pc3");
            WriteStudy(json, report.Clusters[1]);
            WritePopulation(json, report.Populations.ElementAtOrDefault(1));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteStudy(Utf8JsonWriter json, ClusterStudy study)
    {
        json.WriteNumber("k", study.K);
        json.Numbers("labels", study.Chosen.Labels.Select(label => (double)label));
        json.Matrix("centres", study.Chosen.Centres, 2);
        json.Number("inertia", study.Chosen.Inertia);
        json.Number("silhouette", study.Silhouette);
        json.WriteStartArray("elbow");
        foreach (ClusterChoice choice in study.Curve)
        {
            json.WriteStartObject();
            json.WriteNumber("k", choice.K);
            json.Number("inertia", choice.Inertia);
            json.Number("silhouette", choice.Silhouette);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePopulation(Utf8JsonWriter json, ClusterPopulation? population)
    {
        if (population is null)
        {
            json.WriteNull("population");
            return;
        }
        json.WriteStartObject("population");
        json.WriteString("column", population.Column);
        json.Texts("categories", population.Categories);
        json.Matrix("counts", [.. population.Counts.SelectMany(counts => counts.Select(count => (double)count))], population.Categories.Length);
        json.WriteEndObject();
    }

    // The first model of a target stands in its place; the others, of the other kind and scheme, follow inside it.
    private static void WriteModels(Utf8JsonWriter json, LearnReport report)
    {
        json.WriteStartObject("models");
        foreach (IGrouping<string, ModelReport> target in report.Models.GroupBy(model => model.Target))
        {
            json.WriteStartObject(target.Key);
            WriteModel(json, target.First());
            json.WriteStartArray("others");
            foreach (ModelReport other in target.Skip(1))
            {
                json.WriteStartObject();
                WriteModel(json, other);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelReport model)
    {
        json.WriteString("scheme", model.Scheme);
        json.WriteString("kind", model.Kind);
        json.Number("mape", model.Validation.Mape);
        json.Number("trainMape", model.Validation.TrainMape);
        json.Number("mae", model.Validation.MeanAbsoluteError);
        json.Number("r2", model.Validation.R2);
        json.WriteNumber("inputs", model.InputCount);
        json.WriteNumber("folds", model.FoldCount);
        json.Number("epochs", model.Validation.MeanEpochs);
        json.Numbers("predicted", model.Validation.Predicted);
        json.Numbers("actual", model.Validation.Actual);
        json.Texts("groups", model.Validation.Groups);
        json.Numbers("rowNumbers", model.Validation.Rows.Select(row => row + 1.0));
        json.Texts("unseenCategories", model.Validation.UnseenCategories);
    }
}
