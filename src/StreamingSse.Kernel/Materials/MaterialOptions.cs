using StreamingSse.Kernel.Elastic;

namespace StreamingSse.Kernel.Materials;

/// <summary>Choices where the literature leaves one.</summary>
public sealed record MaterialOptions
{
    /// <summary>Atoms that a symmetry operation brings this near to each other count as one, Å.</summary>
    public double ToleranceA { get; init; } = 0.01;

    public HardnessModel Hardness { get; init; } = HardnessModel.Tian;

    /// <summary>Spreads of lengths and angles as standard deviations (with 1/N) instead of the paper's √Σ(x − mean)².</summary>
    public bool StandardDeviation { get; init; }
}
