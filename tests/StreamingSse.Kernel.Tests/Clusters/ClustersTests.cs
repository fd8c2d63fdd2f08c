using StreamingSse.Kernel.Clusters;

namespace StreamingSse.Kernel.Tests.Clusters;

/// <summary>Against scikit-learn 1.2 on ten points.</summary>
public sealed class ClustersTests
{
    private static readonly double[] Points =
        [2.5, 1.0, 0.1, 0.5, 3.3, 2.0, 3.3, 1.5, -1.0, -2.0, 7.25, 2.0, 4.0, 9.0, 0.1, 0.75, 0.1, -0.5, 12.5, 3.0];

    /// <summary><c>sklearn.metrics.silhouette_score(points, labels)</c>; the second has a point alone in its cluster.</summary>
    [Theory]
    [InlineData(new[] { 0, 0, 1, 1, 0, 1, 1, 0, 0, 1 }, 2, 0.34750492374784453)]
    [InlineData(new[] { 0, 0, 1, 1, 0, 2, 2, 0, 0, 3 }, 4, 0.2579720338841962)]
    public void Silhouette_is_that_of_scikit_learn(int[] labels, int k, double expected) =>
        Assert.Equal(expected, Silhouette.Of(Points, 2, labels, k), 1e-14);

    [Fact]
    public void One_cluster_has_no_silhouette() => Assert.True(double.IsNaN(Silhouette.Of(Points, 2, new int[10], 3)));

    /// <summary><c>sklearn.cluster.KMeans(k, n_init=200, random_state=0).fit(points).inertia_</c>, the best of two hundred restarts.</summary>
    [Theory]
    [InlineData(2, 95.24190476190476)]
    [InlineData(3, 44.06482142857143)]
    [InlineData(4, 20.028750000000002)]
    public void Ten_restarts_find_the_inertia_that_scikit_learn_finds(int k, double inertia)
    {
        Clustering found = KMeans.Fit(Points, 2, k, restarts: 10, seed: 1);
        Assert.Equal(inertia, found.Inertia, 1e-11);
        Assert.Equal(inertia, Recomputed(found), 1e-11);
    }

    [Fact]
    public void The_same_seed_gives_the_same_clusters_and_clusters_are_numbered_along_the_first_axis()
    {
        Clustering first = KMeans.Fit(Points, 2, 4, restarts: 3, seed: 7), second = KMeans.Fit(Points, 2, 4, restarts: 3, seed: 7);
        Assert.Equal(first.Labels, second.Labels);
        double[] along = [.. Enumerable.Range(0, 4).Select(c => first.Centres[2 * c])];
        Assert.Equal(along.Order(), along);
    }

    [Fact]
    public void As_many_clusters_as_points_leave_no_inertia_and_more_are_refused()
    {
        Assert.Equal(0, KMeans.Fit(Points, 2, 10, restarts: 5, seed: 1).Inertia, 1e-20);
        Assert.Throws<ArgumentException>(() => KMeans.Fit(Points, 2, 11, restarts: 1, seed: 1));
    }

    [Fact]
    public void Points_all_alike_end_in_one_place() =>
        Assert.Equal(0, KMeans.Fit([.. Enumerable.Repeat(3.0, 24)], 2, 3, restarts: 2, seed: 1).Inertia);

    private static double Recomputed(Clustering found) => Enumerable.Range(0, 10).Sum(i =>
        Math.Pow(Points[2 * i] - found.Centres[2 * found.Labels[i]], 2) + Math.Pow(Points[2 * i + 1] - found.Centres[2 * found.Labels[i] + 1], 2));
}
