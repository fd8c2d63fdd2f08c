namespace StreamingSse.Kernel.Clusters;

/// <summary>Clusters in the plane of two components, and how their number was judged.</summary>
/// <param name="Axes">The components, counted from zero.</param>
/// <param name="SilhouetteRows">Rows that the silhouettes were taken over: all, or an even choice of them in a large table.</param>
public sealed record ClusterStudy((int X, int Y) Axes, int K, Clustering Chosen, IReadOnlyList<ClusterChoice> Curve, int SilhouetteRows)
{
    public const int LeastK = 2, MostK = 10;
    private const int LeastRestarts = 10, MostRestarts = 100;

    /// <summary>Restarts times rows: a small table affords many, and with them the same clusters from any seed.</summary>
    private const int RestartRows = 100_000;

    /// <summary>Above this many rows a silhouette, which costs the square of them, is taken over an even choice of rows.</summary>
    private const int MostSilhouetteRows = 20_000;

    public double Silhouette => Curve.FirstOrDefault(choice => choice.K == K)?.Silhouette ?? double.NaN;

    /// <summary>Clusters the columns <paramref name="axes"/> of <paramref name="scores"/>, shape [rows, componentCount].</summary>
    /// <remarks>Elbow and silhouette curves for k = 2 … 10, as far as the rows reach.</remarks>
    public static ClusterStudy Of(double[] scores, int componentCount, (int X, int Y) axes, int k, int seed)
    {
        int rowCount = scores.Length / componentCount;
        double[] points = new double[2 * rowCount];
        for (int row = 0; row < rowCount; row++)
            (points[2 * row], points[2 * row + 1]) = (scores[row * componentCount + axes.X], scores[row * componentCount + axes.Y]);
        int restarts = Math.Clamp(RestartRows / rowCount, LeastRestarts, MostRestarts);
        int step = (rowCount + MostSilhouetteRows - 1) / MostSilhouetteRows;
        List<ClusterChoice> curve = [];
        Clustering? chosen = null;
        for (int tried = LeastK; tried <= Math.Min(rowCount, Math.Max(MostK, k)); tried++)
        {
            if (tried > MostK && tried != k) continue;
            Clustering found = KMeans.Fit(points, 2, tried, restarts, seed);
            if (tried == k) chosen = found;
            curve.Add(new ClusterChoice(tried, found.Inertia, SilhouetteOf(points, found.Labels, tried, step)));
        }
        return new ClusterStudy(axes, k, chosen ?? KMeans.Fit(points, 2, k, restarts, seed), curve, (rowCount + step - 1) / step);
    }

    private static double SilhouetteOf(double[] points, int[] labels, int k, int step)
    {
        if (step == 1) return Clusters.Silhouette.Of(points, 2, labels, k);
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => row % step == 0)];
        return Clusters.Silhouette.Of([.. rows.SelectMany(row => points[(2 * row)..(2 * row + 2)])], 2, [.. rows.Select(row => labels[row])], k);
    }
}

/// <summary>One number of clusters: the inertia of the best clustering found, and its silhouette.</summary>
public sealed record ClusterChoice(int K, double Inertia, double Silhouette);
