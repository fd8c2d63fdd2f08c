namespace StreamingSse.Kernel.Verdict;

/// <summary>Sums of ion-averaged local diffusivities over some origins, Å²/ps.</summary>
/// <param name="Count">Origins behind the sums.</param>
/// <param name="X">Along x: Σ q_x, whose mean is D_x; likewise Y and Z. The mean over axes is D.</param>
/// <param name="Collective">Of the sum over all ions, divided by their number: its mean is D_σ.</param>
public readonly record struct LevelSum(long Count, double X, double Y, double Z, double Collective)
{
    /// <summary>Σ q over the three axes' mean.</summary>
    public double Total => (X + Y + Z) / 3;

    /// <summary>Mean of q, Å²/ps; NaN without origins.</summary>
    public double MeanA2PerPs => Total / Count;
}
