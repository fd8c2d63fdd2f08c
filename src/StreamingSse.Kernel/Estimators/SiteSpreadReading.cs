namespace StreamingSse.Kernel.Estimators;

/// <param name="SquareA2">⟨|u|²⟩ over ions and frames, Å²; NaN before the second frame and for an empty group.</param>
/// <param name="MassSquareAmuA2">⟨m|u|²⟩, amu·Å²; NaN also where a mass is not known.</param>
/// <param name="NearestA">d_nn of the mean structure, Å.</param>
public sealed record SiteSpreadReading(int AtomCount, long FrameCount, double SquareA2, double MassSquareAmuA2, double NearestA)
{
    /// <summary>γ = √⟨u²⟩/d_nn.</summary>
    public double LindemannRatio => Math.Sqrt(SquareA2) / NearestA;
}
