namespace StreamingSse.Kernel.Models;

/// <summary>How a neural network is built and trained; the values are those of López et al., Mater. Horiz. 10, 1757 (2023).</summary>
/// <param name="Layers">Widths of the hidden layers.</param>
/// <param name="Decay">L2 penalty α of the weights.</param>
/// <param name="Tolerance">Training stops when for more than <paramref name="Patience"/> epochs the loss did not fall by this much.</param>
public sealed record MlpSettings(
    IReadOnlyList<int> Layers, double LearningRate = 5e-4, double Decay = 0.05, int BatchRows = 200,
    int MaxEpochs = 200, double Tolerance = 1e-4, int Patience = 10)
{
    public static MlpSettings Paper { get; } = new([200, 500, 50, 150, 70, 100]);
}
