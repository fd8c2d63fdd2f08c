namespace StreamingSse.Kernel.Clusters;

/// <summary>First centres far from one another: each next one is drawn with a chance that grows with its squared distance to those before.</summary>
/// <remarks>Arthur &amp; Vassilvitskii, SODA 2007, §2; of 2 + ln k candidates the one that lowers the sum most is taken (their greedy form).</remarks>
internal static class KMeansSeeds
{
    public static void Choose(ReadOnlySpan<double> points, int axisCount, int k, Random dice, Span<double> centres)
    {
        int count = points.Length / axisCount, candidates = 2 + (int)Math.Log(k);
        double[] least = new double[count], trial = new double[count], best = new double[count];
        Array.Fill(least, double.PositiveInfinity);
        ReadOnlySpan<double> first = points.Slice(dice.Next(count) * axisCount, axisCount);
        first.CopyTo(centres);
        Take(first, points, least, least);
        for (int c = 1; c < k; c++)
        {
            double total = least.Sum(), lowest = double.PositiveInfinity;
            for (int candidate = 0; candidate < candidates; candidate++)
            {
                int point = Draw(least, dice.NextDouble() * total);
                ReadOnlySpan<double> x = points.Slice(point * axisCount, axisCount);
                double sum = Take(x, points, least, trial);
                if (sum >= lowest) continue;
                lowest = sum;
                x.CopyTo(centres[(c * axisCount)..]);
                (best, trial) = (trial, best);
            }
            (least, best) = (best, least);
        }
    }

    private static int Draw(ReadOnlySpan<double> weights, double mark)
    {
        int point = 0;
        for (double passed = weights[0]; point < weights.Length - 1 && passed <= mark; passed += weights[point]) point++;
        return point;
    }

    private static double Take(ReadOnlySpan<double> centre, ReadOnlySpan<double> points, double[] least, double[] renewed)
    {
        double sum = 0;
        for (int point = 0; point < least.Length; point++)
        {
            renewed[point] = Math.Min(least[point], KMeans.Square(points.Slice(point * centre.Length, centre.Length), centre));
            sum += renewed[point];
        }
        return sum;
    }
}
