using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Arrhenius;

/// <summary>The Arrhenius line of one material, composition and mobile specie, as far as the runs tell it.</summary>
/// <param name="Points">By rising temperature.</param>
/// <param name="Fit">Null where there is none, with the reason in <paramref name="Missing"/>.</param>
/// <param name="Kink">Where one line does not do; null where it does.</param>
/// <param name="D300">Extrapolated to 300 K, Å²/ps, 95 % interval.</param>
/// <param name="Sigma300">Nernst–Einstein conductivity at 300 K, S/cm; NaN where the density of carriers is not known.</param>
public sealed record MaterialArrhenius(
    string Material, string Composition, string Specie, IReadOnlyList<ArrheniusPoint> Points, ArrheniusFit? Fit, ArrheniusKink? Kink,
    Interval D300, Interval Sigma300, string? Missing)
{
    public const double RoomK = 300;
}
