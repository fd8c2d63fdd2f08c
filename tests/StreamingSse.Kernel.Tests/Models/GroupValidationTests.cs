using StreamingSse.Kernel.Models;
using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Tests.Models;

public sealed class GroupValidationTests
{
    /// <summary><c>KernelRidge(alpha=1).fit(X, y).predict(asked)</c> of scikit-learn 1.2; more rows than inputs, and fewer.</summary>
    [Fact]
    public void Kernel_ridge_is_that_of_scikit_learn()
    {
        double[] y = [1, 0, 2.5, -1, 0.3];
        var primal = new KernelRidge([1, 2, 0, -1, 3, 0.5, -2, 1, 0.5, 0.5], y, 2, 1);
        Assert.Equal(0.8412128017967435, primal.Predict([1, 1]), 1e-14);
        Assert.Equal(0.8755755193711396, primal.Predict([2, -3]), 1e-14);
        var dual = new KernelRidge([1, 0, 3, -2, 0.5, 2, -1, 0.5, 1, 0.5], [1, 0], 5, 1);
        Assert.Equal(0.10331274564851206, dual.Predict([1, 1, 0, 0, 2]), 1e-14);
    }

    [Fact]
    public void Encoding_standardises_numbers_and_gives_each_category_a_place_of_its_own()
    {
        var encoder = new FeatureEncoder(
            [new NumberColumn("x", [1, 3, double.NaN, 100]), new NumberColumn("constant", [7, 7, 7, 8])], [new WordColumn("w", ["b", "a", null, "c"])], [0, 1, 2]);
        HashSet<string> unseen = [];
        Assert.Equal(4, encoder.Width);
        Assert.Equal([-1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 98, 1, 0, 0], encoder.Encode([0, 1, 2, 3], unseen)); // mean 2, deviation 1
        Assert.Equal(["w=c"], unseen);
    }

    [Fact]
    public void A_group_is_predicted_without_having_been_seen()
    {
        // The target is told by the group's name alone: whoever sees the group predicts it, whoever does not cannot.
        string[] groups = [.. Enumerable.Range(0, 12).Select(row => $"g{row / 3}")];
        double[] y = [.. Enumerable.Range(0, 12).Select(row => row / 3 == 2 ? 10.0 : 1.0)];
        var data = new ModelData(new NumberColumn("y", y), [], [new WordColumn("w", groups)], [.. Enumerable.Range(0, 12)], groups);
        var validation = new GroupValidation(data, new ModelSettings(ModelKind.KernelRidge, MlpSettings.Paper, 1, ScaleTarget: false), int.MaxValue);
        Assert.Equal(4, validation.FoldCount);
        Validation joined = validation.Join([.. Enumerable.Range(0, 4).Select(validation.Run)]);
        Assert.All(joined.Predicted, predicted => Assert.Equal(0, predicted)); // all inputs of an unseen group are zero
        Assert.Equal(["w=g0", "w=g1", "w=g2", "w=g3"], joined.UnseenCategories);
        Assert.Equal(1, joined.Mape, 1e-15); // ⟨|x⁰ − 0|⟩ / ⟨x⁰⟩
        // A fold's ridge gives 3/(3+1) of each group's value, hence a quarter of the mean is missing.
        Assert.Equal(0.25, joined.TrainMape, 1e-14);
    }

    [Fact]
    public void A_fold_whose_training_rows_have_no_input_is_named_before_it_is_run()
    {
        string[] groups = ["a", "a", "b", "c"];
        ModelData Data(string?[] words) => new(new NumberColumn("y", [1, 2, 3, 4]), [], [new WordColumn("w", words)], [0, 1, 2, 3], groups);
        var settings = new ModelSettings(ModelKind.Mlp, MlpSettings.Paper, 1, ScaleTarget: true);
        Assert.Equal("a", new GroupValidation(Data(["x", "z", null, null]), settings, 100).WithoutInputs);
        Assert.Null(new GroupValidation(Data(["x", "z", null, "x"]), settings, 100).WithoutInputs);
        Assert.Null(new GroupValidation(Data(["x", "z", null, null]) with { Numbers = [new NumberColumn("n", [1, 2, 3, 4])] }, settings, 100).WithoutInputs);
    }

    [Fact]
    public void Fewer_folds_than_groups_keep_groups_whole()
    {
        string[] groups = ["a", "b", "c", "a", "b", "c", "d", "d"];
        double[] y = [1, 2, 3, 1, 2, 3, 4, 4];
        var data = new ModelData(new NumberColumn("y", y), [new NumberColumn("x", y)], [], [0, 1, 2, 3, 4, 5, 6, 7], groups);
        var validation = new GroupValidation(data, new ModelSettings(ModelKind.KernelRidge, MlpSettings.Paper, 1, ScaleTarget: true), 2);
        Assert.Equal(2, validation.FoldCount);
        Assert.Equal([0, 2, 3, 5], validation.Run(0).Rows); // a and c; then b and d
        Assert.Equal([1, 4, 6, 7], validation.Run(1).Rows);
    }

    [Fact]
    public void Mape_is_the_mean_error_over_the_mean_and_undefined_around_zero()
    {
        var validation = new Validation([0, 1], ["a", "b"], [1, 3], [2, 3.5], 0, 0, []);
        Assert.Equal(0.75 / 2, validation.Mape, 1e-15);
        Assert.Equal(0.75, validation.MeanAbsoluteError, 1e-15);
        Assert.Equal(1 - 1.25 / 2, validation.R2, 1e-15);
        Assert.True(double.IsNaN((validation with { Actual = [-1, 1] }).Mape));
    }

    [Fact]
    public void Both_models_predict_groups_that_follow_the_law_of_the_others()
    {
        var dice = new Random(4);
        double[] x = [.. Enumerable.Range(0, 60).Select(_ => dice.NextDouble())], y = [.. x.Select(value => 5 + 3 * value)];
        string[] groups = [.. Enumerable.Range(0, 60).Select(row => $"g{row % 5}")];
        var data = new ModelData(new NumberColumn("y", y), [new NumberColumn("x", x)], [], [.. Enumerable.Range(0, 60)], groups);
        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
        {
            var validation = new GroupValidation(data, new ModelSettings(kind, MlpSettings.Paper with { Layers = [20, 20], LearningRate = 0.01 }, 1, ScaleTarget: true), 100);
            Validation joined = validation.Join([.. Enumerable.Range(0, 5).Select(validation.Run)]);
            Assert.InRange(joined.R2, 0.98, 1);
        }
    }
}
