namespace StreamingSse.Kernel.Clusters;

/// <summary>Keeps the numbers of clusters from one refresh to the next: a cluster is called what most of its rows were called before.</summary>
public static class ClusterNumbers
{
    /// <summary>Renumbers; the pair of clusters that shares most rows is matched first. Cost O(n + k³).</summary>
    /// <param name="rowsBefore">Names of the rows that <paramref name="before"/> labels; rows are matched by name.</param>
    public static Clustering Matched(Clustering now, IReadOnlyList<string> rows, Clustering? before, IReadOnlyList<string> rowsBefore, int axisCount)
    {
        if (before is null) return now;
        int k = now.Centres.Length / axisCount, kBefore = before.Centres.Length / axisCount;
        Dictionary<string, int> labelBefore = rowsBefore.Zip(before.Labels).ToDictionary(pair => pair.First, pair => pair.Second);
        int[,] shared = new int[k, kBefore];
        for (int row = 0; row < rows.Count; row++)
        {
            if (labelBefore.TryGetValue(rows[row], out int old)) shared[now.Labels[row], old]++;
        }
        int[] renamed = Pair(shared, k, kBefore);
        double[] centres = new double[now.Centres.Length];
        for (int c = 0; c < k; c++) now.Centres.AsSpan(c * axisCount, axisCount).CopyTo(centres.AsSpan(renamed[c] * axisCount));
        return now with { Labels = [.. now.Labels.Select(label => renamed[label])], Centres = centres };
    }

    private static int[] Pair(int[,] shared, int k, int kBefore)
    {
        int[] renamed = new int[k];
        Array.Fill(renamed, -1);
        HashSet<int> taken = [];
        var pairs = from a in Enumerable.Range(0, k) from b in Enumerable.Range(0, Math.Min(k, kBefore)) orderby shared[a, b] descending, a, b select (a, b);
        foreach ((int a, int b) in pairs)
        {
            if (shared[a, b] > 0 && renamed[a] < 0 && taken.Add(b)) renamed[a] = b;
        }
        int next = 0;
        for (int c = 0; c < k; c++)
        {
            if (renamed[c] >= 0) continue;
            while (taken.Contains(next)) next++;
            renamed[c] = next;
            taken.Add(next);
        }
        return renamed;
    }
}
