using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Tests.Spectra;

public sealed class VdosTests
{
    [Theory]
    [InlineData(250, 0.008)]
    [InlineData(55, 0.002)]
    [InlineData(2, 0.02)]
    [InlineData(1000, 0.01)]
    public void The_integral_is_three_per_atom_whatever_the_motion(int lagCount, double framePs)
    {
        var random = new Random(5);
        double[] c = [.. Enumerable.Range(0, lagCount).Select(m => 7 * (m == 0 ? 1 : random.NextDouble() - 0.5))];
        DensityOfStates g = Vdos.Standard(c, framePs);
        Assert.Equal(0.5 / framePs, g.FrequencyThz[^1], tolerance: 1e-9);
        Assert.Equal(3, g.Integral, tolerance: 1e-6);
    }

    [Fact]
    public void A_cosine_peaks_at_its_frequency_with_half_the_window_as_height()
    {
        const double framePs = 0.01, nuThz = 7.3;
        double[] c = [.. Enumerable.Range(0, 400).Select(m => 11 * Math.Cos(2 * Math.PI * nuThz * m * framePs))];
        DensityOfStates g = Vdos.Standard(c, framePs);
        int peak = Array.IndexOf(g.GPerThz, g.GPerThz.Max());
        Assert.Equal(nuThz, g.FrequencyThz[peak], tolerance: 1e-9);
        Assert.Equal(12 * 0.5 * 0.5 * 4.0, g.GPerThz[peak], tolerance: 0.02); // 12·∫½(1+cos πt/T)cos²: 12·T/4 with T = 4 ps
    }

    [Fact]
    public void Tenths_of_a_terahertz_are_on_every_grid()
    {
        foreach (int lagCount in new[] { 10, 300, 3000 })
        {
            DensityOfStates g = Vdos.Standard([.. Enumerable.Range(0, lagCount).Select(m => Math.Exp(-m))], 0.004);
            for (int tenth = 0; tenth <= 1250; tenth++) Assert.Contains(tenth / 10.0, g.FrequencyThz);
            Assert.True(g.FrequencyThz[1] <= 0.5 / (lagCount * 0.004) || lagCount == 10);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(99)]
    public void Paper_mode_is_the_modulus_of_the_real_transform_of_the_full_correlation_less_its_mean(int n)
    {
        var random = new Random(n);
        double[] v = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        double[] raw = [.. Enumerable.Range(0, n).Select(m => Enumerable.Range(0, n - m).Sum(k => v[k] * v[k + m]))];
        Complex[] full = [.. Enumerable.Range(-n + 1, 2 * n - 1).Select(m => new Complex(raw[Math.Abs(m)] / v.Sum(x => x * x), 0))];
        Complex mean = full.Aggregate(Complex.Zero, (a, b) => a + b) / full.Length;
        full = [.. full.Select(c => c - mean)];
        Fourier.Forward(full, FourierOptions.NoScaling); // numpy's convention

        DensityOfStates g = Vdos.Paper(raw, 0.02);
        Assert.Equal(n, g.GPerThz.Length);
        for (int k = 0; k < n; k++)
        {
            Assert.Equal(k / ((2 * n - 1) * 0.02), g.FrequencyThz[k], tolerance: 1e-12);
            Assert.Equal(g.GPerThz[k], full[k].Magnitude, tolerance: 1e-10);
        }
    }

    [Fact]
    public void What_has_no_spectrum_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Vdos.Standard([1.0], 0.01));
        Assert.Throws<ArgumentException>(() => Vdos.Paper([0.0, 0.0], 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vdos.Standard([1.0, 0.5], double.NaN));
    }
}
