using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Kernel.Tests.Verdict;

/// <summary>Small trajectories that a test can make again: positions [ionCount, 3] frame by frame.</summary>
internal static class Walks
{
    /// <summary>Steps uniform in (−½, ½) Å from the 64-bit generator of Knuth (MMIX), so that any language can follow: D = 1/24 Å² per interval.</summary>
    public static IEnumerable<double[]> Uniform(int ionCount, int frameCount, ulong seed = 12345)
    {
        double[] x = new double[3 * ionCount];
        for (int frame = 0; frame < frameCount; frame++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                seed = unchecked(seed * 6364136223846793005UL + 1442695040888963407UL);
                x[c] += (seed >> 40) / (double)(1 << 24) - 0.5;
            }
            yield return [.. x];
        }
    }

    /// <summary>Independent hops of 2.8 Å at <paramref name="ratePerPs"/> per ion, frames every 0.5 ps, with a rattle of 0.17 Å.</summary>
    /// <param name="group">Neighbours that hop together, all the same way.</param>
    /// <param name="axes">3, or 1 for channels along x.</param>
    public static IEnumerable<double[]> Hops(int ionCount, int frameCount, double ratePerPs, int seed, int group = 1, int axes = 3)
    {
        var random = new Random(seed);
        double[] site = new double[3 * ionCount];
        for (int frame = 0; frame < frameCount; frame++)
        {
            for (int i = 0; i < ionCount && frame > 0; i += group)
            {
                if (random.NextDouble() >= 0.5 * ratePerPs) continue;
                (int axis, double byA) = (random.Next(axes), random.Next(2) == 0 ? 2.8 : -2.8);
                for (int j = 0; j < group; j++) site[3 * (i + j) + axis] += byA;
            }
            yield return [.. site.Select(x => x + 0.17 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        }
    }

    public static LocalDiffusivityLevels Feed(this LocalDiffusivityLevels levels, IEnumerable<double[]> frames, double framePs, double fromPs = 0)
    {
        int frame = 0;
        foreach (double[] positionsA in frames) levels.Add(fromPs + frame++ * framePs, positionsA);
        return levels;
    }

    public static double MeanA2PerPs(this LocalDiffusivityLevels levels, int level) =>
        levels.Levels[level].Sum(0, DiffusivityLevel.BinCount).MeanA2PerPs;
}
