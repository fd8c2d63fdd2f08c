using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Frames;

/// <summary>10⁶ steps of a walk of known D in a cell whose edge fluctuates by 2 %: the exact law is MSD(m) = 6·D·m·δ.</summary>
public sealed class ConstantPressureWalkTests
{
    private const int AtomCount = 2;
    private const int StepCount = 1_000_000;
    private const double StepA = 0.2;   // root mean square per axis and frame
    private static readonly int[] Lags = [1, 4, 16];

    // 6·10⁶ independent steps: a lag of m has a relative standard error near √(4m/3 · 2/6·10⁶), 0.27 % at 16;
    // a quarter of the steps doubles it. The bar is 1 %.
    [Theory]
    [InlineData(PositionKind.WrappedWithImages, StepCount)]
    [InlineData(PositionKind.Wrapped, StepCount / 4)]
    [InlineData(PositionKind.Unwrapped, StepCount / 4)]
    public void Displacements_give_D_within_a_hundredth(PositionKind kind, int steps)
    {
        double[] ratios = MsdOverTruth(kind, UnwrapMode.Displacements, steps);
        Assert.All(ratios, ratio => Assert.InRange(ratio, 0.99, 1.01));
    }

    [Theory]
    [InlineData(PositionKind.WrappedWithImages)]
    [InlineData(PositionKind.Unwrapped)]
    public void Image_flags_times_the_cell_of_the_moment_do_not(PositionKind kind) =>
        Assert.True(MsdOverTruth(kind, UnwrapMode.ImageFlags, StepCount / 4)[0] > 2);

    private static double[] MsdOverTruth(PositionKind kind, UnwrapMode mode, int steps)
    {
        var random = new Random(7);
        var pool = new FramePool(AtomCount);
        var unwrapper = new Unwrapper(AtomCount, mode);
        double[] s = new double[3 * AtomCount];
        double[][] ring = [.. Enumerable.Range(0, 16).Select(_ => new double[s.Length])];
        double[] sumA2 = new double[Lags.Length];
        for (int k = 0; k < steps; k++)
        {
            double edgeA = 12 * (1 + 0.02 * (2 * random.NextDouble() - 1));
            for (int c = 0; c < s.Length; c++) s[c] += StepA * Math.Sqrt(3) * (2 * random.NextDouble() - 1) / edgeA;
            using Frame frame = UnwrapperTests.Write(pool, Cell.Orthorhombic(edgeA, edgeA, edgeA), s, kind);
            Assert.True(unwrapper.TryUnwrap(frame, out string? refusal), refusal);
            for (int l = 0; l < Lags.Length && k >= 16; l++) sumA2[l] += SquareA2(frame.PositionsA, ring[(k - Lags[l]) % 16]);
            frame.PositionsA.CopyTo(ring[k % 16]);
        }
        return [.. Lags.Select((lag, l) => sumA2[l] / AtomCount / (steps - 16) / (3 * StepA * StepA * lag))];
    }

    private static double SquareA2(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int c = 0; c < a.Length; c++) sum += (a[c] - b[c]) * (a[c] - b[c]);
        return sum;
    }
}
