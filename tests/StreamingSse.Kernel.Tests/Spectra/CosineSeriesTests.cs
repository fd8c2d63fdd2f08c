using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Tests.Spectra;

public sealed class CosineSeriesTests
{
    [Theory]
    [InlineData(1, 1, 0.1)]
    [InlineData(2, 5, 0.7)]
    [InlineData(99, 100, 2 * Math.PI / 197)]
    [InlineData(1000, 333, 0.001)]
    public void Each_sum_is_its_definition(int terms, int angles, double step)
    {
        var random = new Random(3);
        double[] a = [.. Enumerable.Range(0, terms).Select(_ => random.NextDouble() - 0.5)];
        double[] sums = new double[angles];
        CosineSeries.Sum(a, step, sums);
        for (int k = 0; k < angles; k++)
            Assert.Equal(a.Select((am, m) => am * Math.Cos(m * k * step)).Sum(), sums[k], tolerance: 1e-10);
    }

    [Fact]
    public void Four_thousand_lags_on_as_many_frequencies_keep_their_digits()
    {
        double[] a = [.. Enumerable.Range(0, 4096).Select(m => Math.Exp(-m / 500.0))];
        double[] sums = new double[4096];
        CosineSeries.Sum(a, Math.PI / 4096, sums);
        double q = Math.Exp(-1 / 500.0), last = Math.Pow(q, 4096);
        for (int k = 0; k < 4096; k++)
        {
            double c = Math.Cos(k * Math.PI / 4096); // geometric series: Re (1 − q⁴⁰⁹⁶e^{iπk})/(1 − q e^{iθ})
            double exact = (1 - last * (k % 2 == 0 ? 1 : -1)) * (1 - q * c) / (1 - 2 * q * c + q * q);
            Assert.Equal(exact, sums[k], tolerance: 1e-8);
        }
    }
}
