using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using StreamingSse.Kernel.Spectra;

namespace StreamingSse.Kernel.Tests.Spectra;

public class VerticalFftTests
{
    public static TheoryData<int> Lengths => [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 8192];

    [Theory, MemberData(nameof(Lengths))]
    public void Each_lane_is_the_sum_that_defines_the_transform(int length)
    {
        if (length > 1024) return; // the sum costs n²
        double[] points = Noise(length);
        double[] spectrum = [.. points];
        var fft = new VerticalFft(length);
        fft.Forward(spectrum);
        for (int lane = 0; lane < 4; lane++)
            for (int bin = 0; bin < length; bin++)
            {
                Complex sum = 0;
                for (int t = 0; t < length; t++)
                    sum += At(points, t, lane) * Complex.Exp(-2 * Math.PI * Complex.ImaginaryOne * ((long)bin * t % length) / length);
                Assert.True((sum - At(spectrum, fft.PlaceOf(bin), lane)).Magnitude < 1e-14 * length, $"bin {bin}, lane {lane}");
            }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Spectra_agree_with_MathNet(int length)
    {
        double[] points = Noise(length);
        double[] spectrum = [.. points];
        var fft = new VerticalFft(length);
        fft.Forward(spectrum);
        for (int lane = 0; lane < 4; lane++)
        {
            Complex[] expected = [.. Enumerable.Range(0, length).Select(t => At(points, t, lane))];
            Fourier.Forward(expected, FourierOptions.NoScaling);
            double scale = Math.Sqrt(length);
            for (int bin = 0; bin < length; bin++)
                Assert.True((expected[bin] - At(spectrum, fft.PlaceOf(bin), lane)).Magnitude < 2e-14 * scale, $"bin {bin}, lane {lane}");
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_inverse_gives_the_series_back(int length)
    {
        double[] points = Noise(length);
        double[] there = [.. points];
        var fft = new VerticalFft(length);
        fft.Forward(there);
        fft.Inverse(there);
        for (int i = 0; i < points.Length; i++) Assert.Equal(points[i], there[i], tolerance: 2e-15 * (1 + Math.Log2(length)));
    }

    [Fact]
    public void A_long_transform_loses_no_more_than_rounding()
    {
        const int length = 1 << 16; // growth of error ~ ε·√log n for good twiddles, ε·n for recurrences
        var points = new double[8 * length];
        for (int t = 0; t < length; t++) points[8 * t] = Math.Cos(2 * Math.PI * (12345L * t % length) / length);
        var fft = new VerticalFft(length);
        fft.Forward(points);
        for (int bin = 0; bin < length; bin++)
        {
            double expected = bin is 12345 or length - 12345 ? length / 2.0 : 0;
            Assert.Equal(expected, points[8 * fft.PlaceOf(bin)], tolerance: 1e-10);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-4)]
    public void Other_lengths_are_refused(int length) => Assert.Throws<ArgumentException>(() => new VerticalFft(length));

    [Fact]
    public void A_span_of_another_length_is_refused() =>
        Assert.Contains("expected 32", Assert.Throws<ArgumentException>(() => new VerticalFft(4).Forward(new double[31])).Message);

    private static Complex At(double[] points, int t, int lane) => new(points[8 * t + lane], points[8 * t + 4 + lane]);

    private static double[] Noise(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, 8 * length).Select(_ => random.NextDouble() - 0.5)];
    }
}
