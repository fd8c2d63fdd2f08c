using StreamingSse.Kernel.Accumulators;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Kernel.Tests.Accumulators;

/// <summary>The definitions, written out: all pairs of frames of each stretch, one by one.</summary>
internal static class BruteForce
{
    /// <summary>A table with atoms of the given counts, species interleaved as far as they go.</summary>
    public static AtomTable Atoms(params int[] countOfSpecie)
    {
        var names = new List<string>();
        for (int round = 0; round < countOfSpecie.Max(); round++)
            for (int s = 0; s < countOfSpecie.Length; s++)
                if (round < countOfSpecie[s]) names.Add($"S{s}");
        return new AtomTable(names, new Dictionary<string, double>());
    }

    /// <summary>Σ over pairs of |Σ_i∈atoms w_i|², w = a's displacement along the axis; collective sums the atoms first.</summary>
    public static (double Sum, long Origins) Displacement(IEnumerable<double[][]> stretches, ReadOnlySpan<int> atoms, int axis, int lag, bool collective)
    {
        double sum = 0;
        long origins = 0;
        foreach (double[][] frames in stretches)
            for (int k = 0; k + lag < frames.Length; k++)
            {
                double together = 0;
                foreach (int atom in atoms)
                {
                    double d = frames[k + lag][3 * atom + axis] - frames[k][3 * atom + axis];
                    together += d;
                    if (!collective) sum += d * d;
                }
                if (collective) sum += together * together;
                origins++;
            }
        return (sum, origins);
    }

    public static (double Sum, long Origins) Product(IEnumerable<double[][]> stretches, ReadOnlySpan<int> atoms, int lag)
    {
        double sum = 0;
        long origins = 0;
        foreach (double[][] frames in stretches)
            for (int k = 0; k + lag < frames.Length; k++, origins++)
                foreach (int atom in atoms)
                    for (int axis = 0; axis < 3; axis++) sum += frames[k + lag][3 * atom + axis] * frames[k][3 * atom + axis];
        return (sum, origins);
    }

    /// <summary>Each atom walks and vibrates, Å: what a solid electrolyte does.</summary>
    public static double[][] Walk(int atomCount, int frameCount, int seed, double stepA = 0.05, double vibrationA = 0.08)
    {
        var random = new Random(seed);
        double[] siteA = [.. Enumerable.Range(0, 3 * atomCount).Select(_ => 20 * random.NextDouble())];
        var vibration = new double[3 * atomCount];
        var frames = new double[frameCount][];
        for (int t = 0; t < frameCount; t++)
        {
            frames[t] = new double[3 * atomCount];
            for (int c = 0; c < siteA.Length; c++)
            {
                siteA[c] += stepA * Normal(random);
                vibration[c] = 0.9 * vibration[c] + vibrationA * Normal(random);
                frames[t][c] = siteA[c] + vibration[c];
            }
        }
        return frames;
    }

    /// <summary>Box and Muller.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static MsdAccumulator Msd(AtomTable atoms, long budgetBytes, params double[][][] stretches)
    {
        var msd = new MsdAccumulator(atoms, budgetBytes);
        for (int s = 0; s < stretches.Length; s++)
        {
            if (s > 0) msd.BeginBlock();
            foreach (double[] frame in stretches[s]) msd.Add(frame);
        }
        return msd;
    }

    public static void AssertSameBits(MsdCurve[] expected, MsdCurve[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Lags, actual[i].Lags);
            Assert.Equal(expected[i].OriginCount, actual[i].OriginCount);
            AssertSameBits(expected[i].XA2, actual[i].XA2);
            AssertSameBits(expected[i].YA2, actual[i].YA2);
            AssertSameBits(expected[i].ZA2, actual[i].ZA2);
            AssertSameBits(expected[i].CollectiveA2, actual[i].CollectiveA2);
        }
    }

    public static void AssertSameBits(double[] expected, double[] actual) =>
        Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), actual.Select(BitConverter.DoubleToInt64Bits));
}
