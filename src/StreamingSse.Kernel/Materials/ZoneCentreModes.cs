namespace StreamingSse.Kernel.Materials;

/// <summary>Phonons at the zone centre.</summary>
/// <param name="EnergyMev">hν of each of the 3N modes; below zero where the frequency is imaginary.</param>
/// <param name="TranslationShare">How much of each mode is motion of the crystal as a whole, 0 to 1; empty where no eigenvectors were read.</param>
public sealed record ZoneCentreModes(IReadOnlyList<double> EnergyMev, IReadOnlyList<double> TranslationShare)
{
    private const int AcousticCount = 3;

    /// <summary>The lowest but the three acoustic ones, which are those that move the crystal most; without eigenvectors, those nearest to zero.</summary>
    /// <returns>NaN where there are no others.</returns>
    public double LowestOpticalMev =>
        Enumerable.Range(0, EnergyMev.Count)
            .OrderBy(mode => TranslationShare.Count == EnergyMev.Count ? -TranslationShare[mode] : Math.Abs(EnergyMev[mode]))
            .Skip(AcousticCount).Select(mode => EnergyMev[mode]).DefaultIfEmpty(double.NaN).Min();
}
