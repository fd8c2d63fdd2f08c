using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views;

/// <summary>D of the mobile specie as it stood when the run had reached <c>TimePs</c>; NaN where it was not yet defined.</summary>
public readonly record struct DiffusionPoint(double TimePs, double PaperDA2PerPs, double FitDA2PerPs)
{
    /// <summary>The verdict's D with its 95 % interval, Å²/ps.</summary>
    public Interval Estimate { get; init; } = new(double.NaN, double.NaN, double.NaN);
}
