namespace StreamingSse.Kernel.Models;

/// <summary>Predicts every group of rows from a model that never saw it.</summary>
/// <remarks>
/// Leave one group out; or, with fewer folds than groups, whole groups dealt in turn to the folds, in the order in which they first appear. Folds are
/// independent and may run at once: each draws from a seed of its own, so that neither order nor threads change a bit.
/// </remarks>
public sealed class GroupValidation
{
    private readonly ModelData _data;
    private readonly ModelSettings _settings;
    private readonly int[] _foldOfRow; // by place in _data.Rows

    /// <param name="mostFolds">No more folds than this.</param>
    public GroupValidation(ModelData data, ModelSettings settings, int mostFolds)
    {
        (_data, _settings) = (data, settings);
        Dictionary<string, int> seen = [];
        foreach (int row in data.Rows) seen.TryAdd(data.Groups[row], seen.Count);
        FoldCount = Math.Min(seen.Count, mostFolds);
        _foldOfRow = [.. data.Rows.Select(row => seen[data.Groups[row]] % FoldCount)];
        WithoutInputs = data.Numbers.Count > 0 ? null : Enumerable.Range(0, FoldCount).Where(fold => !HasInput(fold))
            .Select(fold => string.Join(", ", data.Rows.Where((_, i) => _foldOfRow[i] == fold).Select(row => data.Groups[row]).Distinct())).FirstOrDefault();
    }

    /// <summary>At least two are needed for a prediction.</summary>
    public int FoldCount { get; }

    /// <summary>The groups of the first fold without which no row has an input: it cannot be run. Null where every fold can.</summary>
    public string? WithoutInputs { get; }

    /// <summary>The fold that each of the data's rows is left out in, shape [rows].</summary>
    public IReadOnlyList<int> FoldOfRow => _foldOfRow;

    /// <summary>Trains on all other folds and predicts fold <paramref name="fold"/>.</summary>
    public FoldOutcome Run(int fold) => Run(fold, []);

    /// <param name="asked">Further rows of the table to predict, which need no target.</param>
    public FoldOutcome Run(int fold, int[] asked)
    {
        int[] train = [.. _data.Rows.Where((_, i) => _foldOfRow[i] != fold)], test = [.. _data.Rows.Where((_, i) => _foldOfRow[i] == fold)];
        var encoder = new FeatureEncoder(_data.Numbers, _data.Words, train);
        HashSet<string> unseen = [];
        double[] actual = [.. train.Select(row => _data.Target.Values[row])];
        (double mean, double deviation) = _settings.ScaleTarget ? FeatureEncoder.Scale(actual) : (0, 1);
        double[] inputs = encoder.Encode(train, unseen), left = encoder.Encode([.. test, .. asked], unseen);
        double[] targets = [.. actual.Select(value => (value - mean) / deviation)];
        (double[] trained, double[] predicted, int epochs) = _settings.Kind == ModelKind.Mlp
            ? ByNetwork(inputs, targets, left, encoder.Width, fold)
            : ByRidge(inputs, targets, left, encoder.Width);
        double[] scaled = [.. predicted.Select(value => mean + deviation * value)];
        return new FoldOutcome(
            test,
            scaled[..test.Length],
            Validation.MapeOf(actual, [.. trained.Select(value => mean + deviation * value)]),
            epochs,
            [.. unseen])
        {
            Asked = scaled[test.Length..],
        };
    }

    /// <summary>All folds together, in the order of the table's rows.</summary>
    public Validation Join(IReadOnlyList<FoldOutcome> folds)
    {
        Dictionary<int, double> predicted = folds.SelectMany(fold => fold.Rows.Zip(fold.Predicted)).ToDictionary(pair => pair.First, pair => pair.Second);
        return new Validation(
            _data.Rows,
            [.. _data.Rows.Select(row => _data.Groups[row])],
            [.. _data.Rows.Select(row => _data.Target.Values[row])],
            [.. _data.Rows.Select(row => predicted[row])],
            folds.Sum(fold => fold.TrainMape * fold.Rows.Length) / _data.Rows.Length,
            folds.Average(fold => fold.Epochs),
            [.. folds.SelectMany(fold => fold.UnseenCategories).Distinct().Order(StringComparer.Ordinal)]);
    }

    // A category that is missing in every row trained on gives no input; a number gives one all the same.
    private bool HasInput(int fold) => _data.Words.Any(column => _data.Rows.Where((_, i) => _foldOfRow[i] != fold).Any(row => column.Values[row] is not null));

    private (double[] Trained, double[] Predicted, int Epochs) ByNetwork(double[] inputs, double[] targets, double[] asked, int width, int fold)
    {
        float[] single = Single(inputs);
        var network = new Mlp(width, _settings.Network, unchecked(_settings.Seed * 1_000_003 + fold));
        int epochs = network.Train(single, Single(targets));
        return ([.. network.Predict(single).Select(value => (double)value)], [.. network.Predict(Single(asked)).Select(value => (double)value)], epochs);
    }

    private static (double[] Trained, double[] Predicted, int Epochs) ByRidge(double[] inputs, double[] targets, double[] asked, int width)
    {
        var ridge = new KernelRidge(inputs, targets, width, ModelSettings.RidgeAlpha);
        return (Predict(inputs), Predict(asked), 0);

        double[] Predict(double[] rows) => [.. Enumerable.Range(0, rows.Length / width).Select(i => ridge.Predict(rows.AsSpan(i * width, width)))];
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);
}
