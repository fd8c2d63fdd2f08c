namespace StreamingSse.Views.Web;

/// <summary>Chooses the points of a long curve that a screen can show; the files that are downloaded hold all of them.</summary>
internal static class Thinning
{
    /// <summary>Indices into a curve over lags: evenly spaced and evenly spaced on a log scale, so that it can be drawn on both; first and last included.</summary>
    /// <param name="most">About twice as many at most.</param>
    public static int[] OfLags(int count, int most)
    {
        if (count <= 2 * most) return [.. Enumerable.Range(0, count)];
        var chosen = new SortedSet<int> { 0, count - 1 };
        double ratio = Math.Pow(count - 1, 1.0 / most);
        for (int i = 0; i < most; i++)
        {
            chosen.Add((int)((long)i * (count - 1) / most));
            chosen.Add((int)Math.Pow(ratio, i));
        }
        return [.. chosen];
    }

    /// <summary>Indices into a curve with peaks: the lowest and the highest point of each stretch, in order.</summary>
    public static int[] OfPeaks(ReadOnlySpan<double> values, int most)
    {
        if (values.Length <= most) return [.. Enumerable.Range(0, values.Length)];
        var chosen = new List<int>(most + 2) { 0 };
        int stretches = most / 2;
        for (int s = 0; s < stretches; s++)
        {
            (int from, int to) = ((int)((long)s * values.Length / stretches), (int)((long)(s + 1) * values.Length / stretches));
            (int low, int high) = (from, from);
            for (int i = from + 1; i < to; i++)
            {
                if (values[i] < values[low]) low = i;
                if (values[i] > values[high]) high = i;
            }
            foreach (int i in new[] { Math.Min(low, high), Math.Max(low, high) })
                if (i > chosen[^1]) chosen.Add(i);
        }
        if (chosen[^1] != values.Length - 1) chosen.Add(values.Length - 1);
        return [.. chosen];
    }
}
