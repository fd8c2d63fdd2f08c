using System.Text.Json;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>Correlations, components, clusters and models of the fleet, in the form in which the page takes them.</summary>
internal static class FleetAnalysisJson
{
    // More components than anybody looks at would make the scores of a large table heavy.
    private const int MostComponents = 4;

    public static byte[] WriteView(ViewCorrelations view) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", view.Name);
        json.Texts("runs", view.Runs);
        json.WriteBoolean("isWeighed", view.WeighedByError);
        WriteMatrix(json, "spearman", view.Spearman);
        WriteMatrix(json, "pearson", view.Pearson);
        json.WriteEndObject();
    });

    /// <param name="trainings">Newest first.</param>
    public static byte[] WriteModels(FleetModels? models, IReadOnlyList<FleetModels> trainings) => PageJson.Write(json =>
    {
        json.WriteStartObject();
        if (models is not null) WriteModels(json, models);
        json.Each("trainings", trainings, WriteTraining);
        json.WriteEndObject();
    });

    private static void WriteMatrix(Utf8JsonWriter json, string name, CorrelationMatrix? matrix)
    {
        if (matrix is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("count", matrix.ColumnCount);
        json.Numbers("r", matrix.R);
        json.Numbers("p", matrix.P);
        json.WriteStartArray("n");
        foreach (int rows in matrix.RowCounts) json.WriteNumberValue(rows);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter json, FleetModels models)
    {
        json.WriteNumber("version", models.Version);
        json.WriteString("trainedAt", models.TrainedAt);
        json.WriteString("why", models.Why);
        json.WriteString("view", models.View);
        json.Texts("runs", models.Runs);
        if (models.Components is { } components) WriteComponents(json, components, models.Runs.Count);
        json.Each("clusters", models.Clusters, WriteStudy);
        json.Each("models", models.Models, WriteModel);
        json.Each("predictions", models.Predictions, WritePrediction);
        json.Each("missing", models.Missing, (to, pair) =>
        {
            to.WriteString("name", pair.Key);
            to.WriteString("reason", pair.Value);
        });
    }

    private static void WriteTraining(Utf8JsonWriter json, FleetModels training)
    {
        json.WriteNumber("version", training.Version);
        json.WriteString("trainedAt", training.TrainedAt);
        json.WriteString("why", training.Why);
        json.WriteNumber("runCount", training.Runs.Count);
        json.Number("silhouette", training.Clusters.Count > 0 ? training.Clusters[0].Silhouette : double.NaN);
        json.Each("models", training.Models, (to, model) =>
        {
            to.WriteString("target", model.Target);
            to.WriteString("kind", model.Kind);
            to.WriteString("scheme", model.Scheme);
            to.Number("mape", model.Mape);
        });
    }

    private static void WriteComponents(Utf8JsonWriter json, PrincipalComponents components, int rowCount)
    {
        int d = components.Count, kept = Math.Min(d, MostComponents);
        json.WriteStartObject("components");
        json.Texts("columns", components.Columns.Select(column => DescriptorColumn.All[column].Name));
        json.Numbers("eigenvalues", components.Eigenvalues);
        json.Numbers("shares", [.. Enumerable.Range(0, d).Select(components.Share)]);
        json.WriteStartArray("loadings");
        for (int c = 0; c < kept; c++) WriteArray(json, components.Loadings.AsSpan(c * d, d));
        json.WriteEndArray();
        json.WriteStartArray("scores");
        for (int c = 0; c < kept; c++) WriteArray(json, [.. Enumerable.Range(0, rowCount).Select(row => components.Scores[row * d + c])]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values) json.Number(value);
        json.WriteEndArray();
    }

    private static void WriteStudy(Utf8JsonWriter json, ClusterStudy study)
    {
        json.WriteNumber("x", study.Axes.X);
        json.WriteNumber("y", study.Axes.Y);
        json.WriteNumber("k", study.K);
        json.Number("silhouette", study.Silhouette);
        json.WriteStartArray("labels");
        foreach (int label in study.Chosen.Labels) json.WriteNumberValue(label);
        json.WriteEndArray();
        json.Each("curve", study.Curve, (to, choice) =>
        {
            to.WriteNumber("k", choice.K);
            to.Number("inertia", choice.Inertia);
            to.Number("silhouette", choice.Silhouette);
        });
    }

    private static void WriteModel(Utf8JsonWriter json, FleetModel model)
    {
        json.WriteString("target", model.Target);
        json.WriteString("kind", model.Kind);
        json.WriteString("scheme", model.Scheme);
        json.WriteNumber("inputCount", model.InputCount);
        json.WriteNumber("rowCount", model.RowCount);
        json.WriteNumber("foldCount", model.FoldCount);
        json.Number("mape", model.Mape);
        json.Number("trainMape", model.TrainMape);
        json.Number("r2", model.R2);
        json.Texts("runs", model.Runs);
        json.Numbers("actual", model.Actual);
        json.Numbers("predicted", model.Predicted);
    }

    private static void WritePrediction(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteString("run", prediction.Run);
        json.WriteString("target", prediction.Target);
        json.WriteString("kind", prediction.Kind);
        json.WriteString("scheme", prediction.Scheme);
        json.Number("value", prediction.Value);
        json.Number("low90", prediction.Low90);
        json.Number("high90", prediction.High90);
        json.WriteString("outside", prediction.Outside);
        json.Texts("unseen", prediction.Unseen);
    }
}
