using StreamingSse.Kernel.Fleet;
using StreamingSse.Kernel.Models;
using StreamingSse.Kernel.Statistics;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Pipeline.Fleet;

/// <summary>Models of the targets from all other descriptors, validated on materials left out, and what they say of rows whose target is not known.</summary>
internal static class FleetTraining
{
    private const double PredictionAlpha = 0.1;
    private const double ExtrapolationShare = 0.5;
    private const string LogPrefix = "log10(";

    public static (IReadOnlyList<FleetModel> Models, IReadOnlyList<Prediction> Predictions) Of(
        IReadOnlyList<FleetRow> rows, ModelsConfig config, Dictionary<string, string> missing, CancellationToken stop)
    {
        List<FleetModel> models = [];
        List<Prediction> predictions = [];
        foreach (string target in config.Targets)
        {
            ModelData all = DataOf(rows, target);
            int materials = all.Rows.Select(row => all.Groups[row]).Distinct().Count();
            if (materials < config.FewestMaterials)
            {
                missing[$"models.{target}"] = $"{materials} materials have a {target} that may be quoted, at least {config.FewestMaterials} are needed";
                continue;
            }
            foreach ((string scheme, ModelData data) in new[] { ("anharmonic", all), ("harmonic", Harmonic(all)) })
            {
                if (data.Numbers.Count == 0)
                {
                    missing[$"models.{target}.{scheme}"] = "no input column is left";
                    continue;
                }
                foreach (ModelKind kind in new[] { ModelKind.Mlp, ModelKind.KernelRidge })
                    Train(rows, target, scheme, kind, data, config, models, predictions, stop);
            }
        }
        return (models, predictions);
    }

    private static void Train(
        IReadOnlyList<FleetRow> rows, string target, string scheme, ModelKind kind, ModelData data, ModelsConfig config,
        List<FleetModel> models, List<Prediction> predictions, CancellationToken stop)
    {
        var settings = new ModelSettings(kind, MlpSettings.Paper with { MaxEpochs = config.MaxEpochs }, config.Seed, ScaleTarget: true);
        var validation = new GroupValidation(data, settings, config.MostFolds);
        int[] asked = [.. Enumerable.Range(0, rows.Count).Where(row => double.IsNaN(data.Target.Values[row]) && rows[row].Origin == RowOrigin.Run)];
        FoldOutcome[] folds = new FoldOutcome[validation.FoldCount];
        for (int fold = 0; fold < folds.Length; fold++)
        {
            stop.ThrowIfCancellationRequested();
            folds[fold] = validation.Run(fold, asked);
        }
        Validation joined = validation.Join(folds);
        string called = kind == ModelKind.Mlp ? "mlp" : "kernel-ridge";
        models.Add(new FleetModel(
            target, called, scheme, data.Numbers.Count + data.Words.Count, data.Rows.Length, folds.Length, joined.Mape, joined.TrainMape, joined.R2,
            [.. data.Rows.Select(row => rows[row].Run)], joined.Actual, joined.Predicted));
        double[] residuals = [.. joined.Actual.Zip(joined.Predicted, (actual, predicted) => Math.Abs(actual - predicted))];
        for (int i = 0; i < asked.Length; i++)
        {
            double[] votes = [.. validation.FoldOfRow.Select(fold => folds[fold].Asked[i])];
            (double value, double low, double high, double spread) = JackknifePlus.Of(residuals, votes, PredictionAlpha);
            string? outside = Outside(data, asked[i]);
            if (outside is not null) (value, low, high, spread) = (double.NaN, double.NaN, double.NaN, double.NaN);
            predictions.Add(new Prediction(rows[asked[i]].Run, target, called, scheme, value, low, high, spread) { Outside = outside, Unseen = Unseen(data, asked[i]) });
        }
    }

    /// <summary>The input that lies furthest outside of the range of the rows trained on, where it is further than half of that range.</summary>
    private static string? Outside(ModelData data, int row)
    {
        (string? furthest, double most) = (null, ExtrapolationShare);
        foreach (NumberColumn column in data.Numbers)
        {
            double[] known = [.. data.Rows.Select(other => column.Values[other]).Where(double.IsFinite)];
            if (known.Length == 0 || double.IsNaN(column.Values[row])) continue;
            double range = known.Max() - known.Min(), beyond = Math.Max(known.Min() - column.Values[row], column.Values[row] - known.Max()) / range;
            if (beyond > most) (furthest, most) = (column.Name, beyond);
        }
        return furthest;
    }

    private static string[] Unseen(ModelData data, int row) =>
    [
        .. data.Words.Where(column => column.Values[row] is { } word && data.Rows.All(other => column.Values[other] != word)).Select(column => $"{column.Name}={column.Values[row]}"),
    ];

    private static ModelData DataOf(IReadOnlyList<FleetRow> rows, string target)
    {
        bool isLog = target.StartsWith(LogPrefix, StringComparison.Ordinal);
        string descriptor = isLog ? target[LogPrefix.Length..^1] : target;
        int place = DescriptorColumn.IndexOf(descriptor);
        double[] known = [.. rows.Select(row => IsKnown(row, descriptor) ? (isLog ? Math.Log10(row.Values[place]) : row.Values[place]) : double.NaN)];
        NumberColumn[] numbers =
        [
            .. DescriptorColumn.All.Select((column, at) => (column.Name, at)).Where(pair => pair.at != place)
                .Select(pair => new NumberColumn(pair.Name, [.. rows.Select(row => row.Values[pair.at])])),
            new NumberColumn("temperature", [.. rows.Select(row => row.Label.TemperatureK)]),
        ];
        WordColumn[] words =
        [
            new("specie", [.. rows.Select(row => row.Label.Specie)]),
            new("composition", [.. rows.Select(row => row.Label.Composition)]),
            new("stoichiometric", [.. rows.Select(row => row.Label.Stoichiometric?.ToString())]),
            new("crystalSystem", [.. rows.Select(row => row.CrystalSystem)]),
        ];
        return new ModelData(
            new NumberColumn(target, [.. known.Select(value => double.IsFinite(value) ? value : double.NaN)]), [.. numbers.Where(column => column.Unusable() is null)],
            [.. words.Where(column => column.Values.OfType<string>().Distinct().Skip(1).Any())],
            [.. Enumerable.Range(0, rows.Count).Where(row => double.IsFinite(known[row]))], [.. rows.Select(row => row.Label.Material)]);
    }

    // A D that the verdict does not stand behind is what the models are asked for, not what they learn from.
    private static bool IsKnown(FleetRow row, string descriptor) =>
        !double.IsNaN(row[descriptor]) && (descriptor != "D" || row.Origin == RowOrigin.Reference || row.Diffusion.IsQuotable);

    private static ModelData Harmonic(ModelData data) => data with
    {
        Numbers = [.. data.Numbers.Where(column => column.Name == "gammaOptical" || DescriptorColumn.IndexOf(column.Name) is var place
            && (place < 0 || DescriptorColumn.All[place].Family != DescriptorFamily.Vibrational))],
    };
}
