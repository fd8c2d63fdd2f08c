using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Kernel.Verdict;

/// <summary>What the ions' own returns say for or against a memory, next to what the levels say.</summary>
/// <remarks>
/// ρ = −2·Σ d·d′/Σ d² over hops of one ion more than the shortest fitted lag apart is the part of D taken back beyond it. Without memory ρ scatters about 0; a
/// memory of time τ shows in it as far as the three hops reach that are compared. Half-normal prior of ρ as of c.
/// </remarks>
/// <param name="Share">ρ.</param>
/// <param name="Variance">Of ρ, by how many ions move as one.</param>
/// <param name="FromPs">Shortest time between two hops that counts.</param>
/// <param name="ToPs">How far the compared hops reach.</param>
public readonly record struct ReturnEvidence(double Share, double Variance, double FromPs, double ToPs)
{
    private const double Systematic = 0.05;
    private const int FewestHops = 20;
    private const double Amplitude = 0.5;

    public static ReturnEvidence? Of(LocalDiffusivityLevels levels, double fromPs, double collectivity)
    {
        IonHops hops = levels.Hops;
        if (hops.HopCount < FewestHops) return null;
        int bin = IonHops.BinOf((long)Math.Round(fromPs / levels.BaseLagPs));
        (double a2, double squareA4) = hops.Products(bin);
        double perIonPs = levels.CoveredPs * levels.IonCount / hops.HopCount;
        return new(
            -2 * a2 / hops.SquaresA2, 4 * squareA4 * Math.Max(1, collectivity) / (hops.SquaresA2 * hops.SquaresA2) + Systematic * Systematic,
            Math.Pow(2, bin - 1) * levels.BaseLagPs, Math.Min(IonHops.Remembered * perIonPs, 0.5 * levels.CoveredPs));
    }

    /// <summary>Log likelihood of ρ where nothing is taken back.</summary>
    public double LogWithout => LogNormal(Share, Variance);

    /// <summary>Log likelihood of ρ under a memory of time <paramref name="timePs"/> that takes back (+1) or adds (−1).</summary>
    public double LogWith(double timePs, int sign)
    {
        double scale = Amplitude * Math.Max(Math.Exp(-FromPs / timePs) - Math.Exp(-ToPs / timePs), 0), total = Variance + scale * scale;
        double z = sign * Share * scale / Math.Sqrt(total * Variance);
        return LogNormal(Share, total) + Math.Log(2 * Normal.FastCumulative(Math.Clamp(z, -6, 6)));
    }

    private static double LogNormal(double x, double variance) => -0.5 * (x * x / variance + Math.Log(variance));
}
