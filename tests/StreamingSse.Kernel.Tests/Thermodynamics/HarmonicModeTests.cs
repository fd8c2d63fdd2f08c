using StreamingSse.Kernel.Thermodynamics;

namespace StreamingSse.Kernel.Tests.Thermodynamics;

public sealed class HarmonicModeTests
{
    private const double K = Units.BoltzmannMevPerK;

    [Fact]
    public void The_functions_are_those_of_the_paper_where_its_formulas_keep_their_digits()
    {
        foreach (double omega in new[] { 1.0, 5, 20, 60, 120 })
            foreach (double t in new[] { 100.0, 300, 800 })
            {
                double x = omega / (K * t), e = Math.Exp(x);
                Assert.Equal(omega * (0.5 + 1 / (e - 1)), HarmonicMode.EnergyMev(omega, t), tolerance: 1e-9);
                Assert.Equal(K * x * x * e / ((e - 1) * (e - 1)), HarmonicMode.HeatCapacityMevPerK(omega, t), tolerance: 1e-12);
                Assert.Equal(omega / 2 + K * t * Math.Log(1 - Math.Exp(-x)), HarmonicMode.FreeEnergyMev(omega, t), tolerance: 1e-9);
                double entropy = omega / (2 * t) / Math.Tanh(x / 2) - K * Math.Log(2 * Math.Sinh(x / 2));
                Assert.Equal(entropy, HarmonicMode.EntropyMevPerK(omega, t), tolerance: 1e-12);
            }
    }

    [Fact]
    public void F_is_E_minus_T_S_and_the_heat_capacity_never_exceeds_k()
    {
        for (double omega = 1e-9; omega < 1e4; omega *= 1.3)
            foreach (double t in new[] { 1.0, 300, 2000 })
            {
                double e = HarmonicMode.EnergyMev(omega, t), s = HarmonicMode.EntropyMevPerK(omega, t);
                Assert.Equal(HarmonicMode.FreeEnergyMev(omega, t), e - t * s, tolerance: 1e-12 * Math.Max(e, t * s));
                Assert.InRange(HarmonicMode.HeatCapacityMevPerK(omega, t), 0, K);
                Assert.True(s >= 0);
            }
    }

    [Fact]
    public void Heat_capacity_and_entropy_are_the_slopes_of_energy_and_free_energy()
    {
        foreach (double omega in new[] { 0.5, 12, 70 })
        {
            const double t = 400, h = 0.01;
            double slopeE = (HarmonicMode.EnergyMev(omega, t + h) - HarmonicMode.EnergyMev(omega, t - h)) / (2 * h);
            double slopeF = (HarmonicMode.FreeEnergyMev(omega, t + h) - HarmonicMode.FreeEnergyMev(omega, t - h)) / (2 * h);
            Assert.Equal(HarmonicMode.HeatCapacityMevPerK(omega, t), slopeE, tolerance: 1e-9);
            Assert.Equal(HarmonicMode.EntropyMevPerK(omega, t), -slopeF, tolerance: 1e-9);
        }
    }

    [Fact]
    public void Limits_hold_at_both_ends()
    {
        Assert.Equal(K * 300, HarmonicMode.EnergyMev(0, 300));
        Assert.Equal(K, HarmonicMode.HeatCapacityMevPerK(0, 300));
        Assert.Equal(K, HarmonicMode.HeatCapacityMevPerK(1e-12, 300), tolerance: 1e-15);
        Assert.Equal(double.NegativeInfinity, HarmonicMode.FreeEnergyMev(0, 300));
        Assert.Equal(double.PositiveInfinity, HarmonicMode.EntropyMevPerK(0, 300));
        Assert.Equal(5e5, HarmonicMode.EnergyMev(1e6, 10));
        Assert.Equal(5e5, HarmonicMode.FreeEnergyMev(1e6, 10));
        Assert.Equal(0, HarmonicMode.HeatCapacityMevPerK(1e6, 10));
        Assert.Equal(0, HarmonicMode.EntropyMevPerK(1e6, 10));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, double.NaN)]
    [InlineData(-1, 300)]
    public void What_has_no_answer_is_refused(double omega, double t) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HarmonicMode.EnergyMev(omega, t));
}
