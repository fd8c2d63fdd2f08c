namespace StreamingSse.Kernel.Models;

/// <summary>What one fold predicted for the rows it had not seen.</summary>
public sealed record FoldOutcome(int[] Rows, double[] Predicted, double TrainMape, int Epochs, IReadOnlyList<string> UnseenCategories)
{
    /// <summary>Predictions of the further rows that were asked for.</summary>
    public double[] Asked { get; init; } = [];
}
