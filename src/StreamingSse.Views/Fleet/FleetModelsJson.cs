using System.Text.Json;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Learning;

namespace StreamingSse.Views.Fleet;

/// <summary>Correlations, components, clusters, models and predictions of a fleet as JSON; also what the model registry holds.</summary>
public static class FleetModelsJson
{
    internal static void WriteView(Utf8JsonWriter json, ViewCorrelations view)
    {
        json.WriteString("name", view.Name);
        json.Texts("runs", view.Runs);
        json.WriteNumber("materials", view.MaterialCount);
        json.WriteBoolean("weighedByError", view.WeighedByError);
        json.WriteString("missing", view.Missing);
        if (view is not { Pearson: { } pearson, Spearman: { } spearman }) return;
        int d = spearman.ColumnCount;
        json.Matrix("pearson", pearson.R, d);
        json.Matrix("pearsonP", pearson.P, d);
        json.Matrix("spearman", spearman.R, d);
        json.Matrix("spearmanP", spearman.P, d);
        json.Matrix("n", [.. spearman.RowCounts.Select(rows => (double)rows)], d);
    }

    internal static void Write(Utf8JsonWriter json, FleetModels? models)
    {
        if (models is null)
        {
            json.WriteNull("models");
            return;
        }
        json.WriteStartObject("models");
        WriteFields(json, models);
        json.WriteEndObject();
    }

    /// <summary>The fields of one training, inside an object that is open.</summary>
    public static void WriteFields(Utf8JsonWriter json, FleetModels models)
    {
        json.WriteNumber("version", models.Version);
        json.WriteString("trainedAt", models.TrainedAt);
        json.WriteString("why", models.Why);
        json.WriteString("dataHash", models.DataHash);
        json.WriteString("view", models.View);
        json.Texts("runs", models.Runs);
        if (models.Components is { } components)
        {
            int d = components.Count;
            json.WriteStartObject("pca");
            json.Texts("columns", components.Columns.Select(column => DescriptorColumn.All[column].Name));
            json.Numbers("eigenvalues", components.Eigenvalues);
            json.Numbers("share", Enumerable.Range(0, d).Select(components.Share));
            json.Matrix("loadings", components.Loadings, d);
            json.Matrix("scores", components.Scores, d);
            json.WriteEndObject();
        }
        json.Each("clusters", models.Clusters, WriteStudy);
        json.Each("models", models.Models, WriteModel);
        json.Each("predictions", models.Predictions, WritePrediction);
        json.WriteStartObject("missing");
        foreach ((string name, string reason) in models.Missing) json.WriteString(name, reason);
        json.WriteEndObject();
    }

    private static void WriteStudy(Utf8JsonWriter json, ClusterStudy study)
    {
        json.WriteString("plane", $"PC{study.Axes.X + 1}-PC{study.Axes.Y + 1}");
        json.WriteNumber("k", study.K);
        json.Numbers("labels", study.Chosen.Labels.Select(label => (double)label));
        json.Matrix("centres", study.Chosen.Centres, 2);
        json.Number("inertia", study.Chosen.Inertia);
        json.Number("silhouette", study.Silhouette);
        json.Each("elbow", study.Curve, (to, choice) =>
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
        json.WriteNumber("inputs", model.InputCount);
        json.WriteNumber("rows", model.RowCount);
        json.WriteNumber("folds", model.FoldCount);
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
        json.Number("spread", prediction.Spread);
        json.WriteString("outside", prediction.Outside);
        json.Texts("unseen", prediction.Unseen);
    }
}
