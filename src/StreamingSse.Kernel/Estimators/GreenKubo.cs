using StreamingSse.Kernel.Accumulators;

namespace StreamingSse.Kernel.Estimators;

/// <summary>D from velocities: the running integral of ⟨v(0)·v(t)⟩/3, averaged between one lag and its double (Green 1954, Kubo 1957).</summary>
/// <remarks>
/// (1/Δ)·∫ from Δ to 2Δ of ⅓∫ from 0 to t ⟨v·v⟩ is [MSD(2Δ) − MSD(Δ)]/(6Δ) of the same motion: the same quantity that the level of lag Δ tells from
/// positions, with the same scatter. Trapezoids, exact as long as the spectrum ends below one over the spacing of frames.
/// </remarks>
public static class GreenKubo
{
    /// <returns>Å²/ps; NaN where the curves are shorter than twice the lag.</returns>
    /// <param name="curves">Velocity autocorrelations, averaged by their atoms.</param>
    /// <param name="framePs">Spacing of frames, ps.</param>
    public static double DA2PerPs(IReadOnlyList<VacfCurve> curves, double framePs, double lagPs)
    {
        int last = (int)Math.Round(2 * lagPs / framePs), first = (int)Math.Round(lagPs / framePs);
        if (curves.Count == 0 || first < 1 || curves.Any(c => c.SumA2PerPs2.Length <= last)) return double.NaN;
        double integral = 0, sum = 0, before = CorrelationA2PerPs2(curves, 0);
        for (int m = 1; m <= last; m++)
        {
            double now = CorrelationA2PerPs2(curves, m);
            integral += 0.5 * (before + now) * framePs;
            before = now;
            if (m >= first) sum += (m == first || m == last ? 0.5 : 1) * integral;
        }
        return sum / (last - first) / 3;
    }

    private static double CorrelationA2PerPs2(IReadOnlyList<VacfCurve> curves, int lag)
    {
        double sum = 0;
        long atoms = 0;
        foreach (VacfCurve curve in curves) (sum, atoms) = (sum + curve.SumA2PerPs2[lag] / curve.OriginCount[lag], atoms + curve.AtomCount);
        return sum / atoms;
    }
}
