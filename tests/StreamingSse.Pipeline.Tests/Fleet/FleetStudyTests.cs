using StreamingSse.Kernel.Fleet;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Table;
using StreamingSse.Pipeline.Tests.Table;

namespace StreamingSse.Pipeline.Tests.Fleet;

public sealed class FleetStudyTests
{
    private static readonly ModelsConfig Config = SseConfig.Load([], _ => null).Models with { MaxEpochs = 2, MostFolds = 3, Clusters = 3 };

    [Fact]
    public void A_linear_law_is_learnt_on_materials_left_out_and_predicted_for_runs_without_a_D()
    {
        FleetModels models = Train(Rows(40), null);
        FleetModel ridge = models.Models.First(model => model is { Kind: "kernel-ridge", Scheme: "anharmonic" });
        Assert.True(ridge.R2 > 0.95, $"R² {ridge.R2}");
        Prediction one = models.Predictions.First(prediction => prediction is { Kind: "kernel-ridge", Scheme: "anharmonic" });
        FleetRow asked = Rows(40).First(row => row.Run == one.Run);
        Assert.InRange(TruthOf(asked["lindemann"]), one.Low90 - 0.05, one.High90 + 0.05);
        Assert.Equal(5, models.Predictions.Count(prediction => prediction is { Kind: "mlp", Scheme: "anharmonic" })); // every eighth run has no D yet
    }

    [Fact]
    public void A_run_unlike_all_that_was_trained_on_gets_no_prediction_but_the_name_of_what_is_unlike()
    {
        FleetRow strange = TableRow.Of(FleetStates.Of("/run/strange", 100, [("lindemann", 9), ("omegaAll", 25), ("gap", 3.1), ("mass", 7)], material: "M00", state: "sub-diffusive")).Row;
        FleetModels models = Train([.. Rows(24), strange], null);
        Assert.All(models.Predictions.Where(one => one.Run == "/run/strange" && one.Scheme == "anharmonic"), one => Assert.Equal(("lindemann", double.NaN), (one.Outside, one.Value)));
        Assert.All(models.Predictions.Where(one => one.Run != "/run/strange"), one => Assert.Null(one.Outside));
    }

    [Fact]
    public void A_category_that_no_row_trained_on_has_is_told_with_the_prediction()
    {
        FleetRow row = TableRow.Of(FleetStates.Of("/run/new", 100, [("lindemann", 0.12), ("omegaAll", 50), ("gap", 3.1), ("mass", 7)], material: "M00", state: "sub-diffusive")).Row;
        FleetModels models = Train([.. Rows(24), row with { Label = row.Label with { Specie = "F" } }], null);
        Assert.All(models.Predictions.Where(one => one.Run == "/run/new"), one => Assert.Equal(["specie=F"], one.Unseen));
        Assert.Contains(models.Predictions, one => one.Run == "/run/new" && one.Outside is null);
        Assert.All(models.Predictions.Where(one => one.Run != "/run/new"), one => Assert.Empty(one.Unseen));
    }

    [Fact]
    public void Signs_and_numbers_of_clusters_stay_when_a_row_is_added()
    {
        FleetModels before = Train(Rows(40), null), after = Train([.. Rows(40), Row(99)], before);
        for (int c = 0; c < 2; c++)
            Assert.True(before.Components!.Loadings.Skip(c * before.Components.Count).Take(before.Components.Count)
                .Zip(after.Components!.Loadings.Skip(c * after.Components.Count), (a, b) => a * b).Sum() > 0.9);
        int same = before.Runs.Where((run, i) => before.Clusters[0].Chosen.Labels[i] == after.Clusters[0].Chosen.Labels[after.Runs.ToList().IndexOf(run)]).Count();
        Assert.True(same >= 39, $"{same} of 40 kept their cluster's number");
    }

    [Fact]
    public void Fewer_rows_than_clusters_constant_and_missing_columns_are_said_and_the_rest_goes_on()
    {
        FleetModels few = Train(Rows(2), null);
        Assert.Equal("components need at least 8 materials, there are 2", few.Missing["pca"]);
        Assert.Contains("at least 3 are needed", few.Missing["models.log10(D)"]);
        FleetRow[] constant = [.. Enumerable.Range(0, 8).Select(i => TableRow.Of(FleetStates.Of($"/{i}", 10, [("gap", 3)], material: $"M{i}")).Row)];
        FleetModels flat = Train(constant, null);
        Assert.Equal("no two columns of numbers have a correlation", flat.Missing["pca"]);
        FleetModels scarce = FleetStudy.Of(Rows(8), Config with { Clusters = 9 }, null, new FleetModelsHead(1, "", ""), CancellationToken.None);
        Assert.Equal("9 clusters need at least 9 rows, there are 8", scarce.Missing["clusters"]);
        Assert.NotNull(scarce.Components);
    }

    [Fact]
    public void Equal_data_have_equal_hashes_and_a_training_can_be_cancelled()
    {
        Assert.Equal(FleetStudy.HashOf(Rows(10)), FleetStudy.HashOf(Rows(10)));
        Assert.NotEqual(FleetStudy.HashOf(Rows(10)), FleetStudy.HashOf(Rows(11)));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => FleetStudy.Of(Rows(20), Config, null, new FleetModelsHead(1, "", ""), stop.Token));
    }

    private static FleetModels Train(IReadOnlyList<FleetRow> rows, FleetModels? before) =>
        FleetStudy.Of(rows, Config, before, new FleetModelsHead((before?.Version ?? 0) + 1, "2026-01-01T00:00:00Z", "test"), CancellationToken.None);

    private static FleetRow[] Rows(int count) => [.. Enumerable.Range(0, count).Select(Row)];

    private static FleetRow Row(int i)
    {
        double x = Math.Sin(12.9898 * i) * 43758.5453 % 1, y = Math.Sin(78.233 * i) * 12543.123 % 1, lindemann = 0.1 + 0.05 * x;
        (string, double)[] values = [("lindemann", lindemann), ("omegaAll", 20 + 5 * y + 60 * (i % 3)), ("gap", 3 + x + 0.3 * y + 20 * (i % 3 / 2)), ("D", Math.Pow(10, TruthOf(lindemann))), ("mass", 7)];
        return TableRow.Of(FleetStates.Of($"/run/{i:00}", 100, values, material: $"M{i % 12:00}", state: i % 8 == 7 ? "sub-diffusive" : "diffusing")).Row;
    }

    private static double TruthOf(double lindemann) => -3 + 20 * lindemann;
}
