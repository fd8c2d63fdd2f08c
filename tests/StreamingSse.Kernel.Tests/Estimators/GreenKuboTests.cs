using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Estimators;

namespace StreamingSse.Kernel.Tests.Estimators;

public class GreenKuboTests
{
    [Fact]
    public void An_exponential_correlation_gives_its_closed_integral()
    {
        // ⟨v·v⟩ = 3·w·e^(−γt): ⅓∫ from 0 to t is (w/γ)(1 − e^(−γt)), and its mean over Δ…2Δ (w/γ)(1 − (e^(−γΔ) − e^(−2γΔ))/(γΔ)).
        const double w = 2, gamma = 3, framePs = 0.005, lagPs = 1;
        double[] sums = [.. Enumerable.Range(0, 401).Select(m => 10 * 4 * 3 * w * Math.Exp(-gamma * m * framePs))];
        var curve = new VacfCurve(0, 4, sums, [.. sums.Select(_ => 10L)]);
        double expected = w / gamma * (1 - (Math.Exp(-gamma * lagPs) - Math.Exp(-2 * gamma * lagPs)) / (gamma * lagPs));
        Assert.Equal(expected, GreenKubo.DA2PerPs([curve], framePs, lagPs), 1e-4); // trapezoids: (γ·framePs)²/12
        Assert.True(double.IsNaN(GreenKubo.DA2PerPs([curve], framePs, 1.1)));
        Assert.True(double.IsNaN(GreenKubo.DA2PerPs([], framePs, lagPs)));
    }

    [Fact]
    public void Species_count_by_their_atoms()
    {
        VacfCurve Flat(int atoms, double v2) => new(0, atoms, [.. Enumerable.Repeat(atoms * v2, 21)], [.. Enumerable.Repeat(1L, 21)]);
        double one = GreenKubo.DA2PerPs([Flat(3, 1)], 0.1, 1);
        Assert.Equal(0.5, one, 1e-12); // ⅓·t, its mean over 1…2
        Assert.Equal(one * (3 + 9) / 4, GreenKubo.DA2PerPs([Flat(3, 1), Flat(1, 9)], 0.1, 1), 1e-12);
    }
}
