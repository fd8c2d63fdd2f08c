namespace StreamingSse.Kernel.Models;

/// <summary>Which model, from which seed.</summary>
/// <param name="ScaleTarget">Whether the target is standardised for training. Without it the conventions are those of the paper and of scikit-learn.</param>
public sealed record ModelSettings(ModelKind Kind, MlpSettings Network, int Seed, bool ScaleTarget)
{
    /// <summary>Penalty α of the kernel ridge.</summary>
    public const double RidgeAlpha = 1;
}
