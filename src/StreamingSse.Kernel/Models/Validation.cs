namespace StreamingSse.Kernel.Models;

/// <summary>What a model predicts for rows it has not seen.</summary>
/// <param name="Rows">Rows of the table that were predicted, in the table's order.</param>
/// <param name="Groups">The group of each, left out as a whole when it was predicted.</param>
/// <param name="TrainMape">Mean over the folds, weighted by their predicted rows, of the error on the rows trained on.</param>
/// <param name="MeanEpochs">Passes over the data until training stopped, the mean over the folds; zero for a model without passes.</param>
/// <param name="UnseenCategories">Categories that a fold met in prediction only, as COLUMN=VALUE; they were encoded as zeros.</param>
public sealed record Validation(
    int[] Rows, string[] Groups, double[] Actual, double[] Predicted, double TrainMape, double MeanEpochs, IReadOnlyList<string> UnseenCategories)
{
    /// <summary>mean |x⁰ − x| / |⟨x⁰⟩| (López et al. 2023, eq 8); NaN where the mean is lost in the spread.</summary>
    public double Mape => MapeOf(Actual, Predicted);

    public double MeanAbsoluteError => Actual.Zip(Predicted, (actual, predicted) => Math.Abs(actual - predicted)).Average();

    /// <summary>1 − Σ(x⁰−x)²/Σ(x⁰−⟨x⁰⟩)².</summary>
    public double R2
    {
        get
        {
            double mean = Actual.Average(), left = 0, all = 0;
            for (int i = 0; i < Actual.Length; i++) (left, all) = (left + Math.Pow(Actual[i] - Predicted[i], 2), all + Math.Pow(Actual[i] - mean, 2));
            return all > 0 ? 1 - left / all : double.NaN;
        }
    }

    /// <summary>A mean below a thousandth of the mean magnitude is zero with rounding: the quotient would say nothing.</summary>
    internal static double MapeOf(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        double error = 0, sum = 0, magnitude = 0;
        for (int i = 0; i < actual.Length; i++)
            (error, sum, magnitude) = (error + Math.Abs(actual[i] - predicted[i]), sum + actual[i], magnitude + Math.Abs(actual[i]));
        return Math.Abs(sum) > 1e-3 * magnitude ? error / Math.Abs(sum) : double.NaN;
    }
}
