using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Kernel.Tests.Correlation;

/// <summary>Streaming equals batch, after any history.</summary>
public sealed class OnlineCorrelationTests
{
    private const int ColumnCount = 11;

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.1)]
    public void After_ten_thousand_changes_the_matrices_are_those_of_the_rows_that_stand(int seed, double missing)
    {
        var dice = new Random(seed);
        var online = new OnlineCorrelation(ColumnCount);
        var rows = new Dictionary<long, double[]>();
        for (int change = 1; change <= 10_000; change++)
        {
            long key = dice.Next(400);
            if (dice.Next(3) == 0) Assert.Equal(rows.Remove(key), online.Remove(key));
            else online.Set(key, rows[key] = Row(dice, missing));
            if (change % 1000 == 0) AssertSame(rows, online);
        }
    }

    [Fact]
    public void An_outlier_that_goes_leaves_nothing_behind()
    {
        var online = new OnlineCorrelation(2);
        var rows = new Dictionary<long, double[]>();
        for (int key = 0; key < 20; key++) online.Set(key, rows[key] = [0.1 * key, Math.Sin(key)]);
        online.Set(99, [1e9, -1e8]);
        online.Remove(99);
        AssertSame(rows, online);
    }

    [Fact]
    public void A_column_that_became_constant_is_undefined()
    {
        var online = new OnlineCorrelation(2);
        for (int key = 0; key < 10; key++) online.Set(key, [0.1 + (key == 7 ? 5 : 0), key]);
        online.Set(7, [0.1, 3]);
        Assert.True(double.IsNaN(online.Pearson()[0, 1]));
        Assert.True(double.IsNaN(online.Spearman()[0, 1]));
    }

    [Fact]
    public void A_change_allocates_nothing_once_there_is_room()
    {
        var online = new OnlineCorrelation(ColumnCount);
        var dice = new Random(5);
        double[][] rows = [.. Enumerable.Range(0, 100).Select(_ => Row(dice, 0.1))];
        for (int key = 0; key < 64; key++) online.Set(key, rows[key]);
        online.Set(63, rows[0]); // what a first call costs once
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int key = 0; key < 64; key++) online.Set(key, rows[99 - key]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Ties in the even columns; the third lies far from zero beside its spread.
    private static double[] Row(Random dice, double missing)
    {
        double shared = dice.NextDouble();
        return [.. Enumerable.Range(0, ColumnCount).Select(column =>
            dice.NextDouble() < missing && column > 3 ? double.NaN
            : column == 3 ? 1e5 + dice.NextDouble() + shared
            : column % 2 == 0 ? dice.Next(6) : shared * column + dice.NextDouble())];
    }

    private static void AssertSame(Dictionary<long, double[]> rows, OnlineCorrelation online)
    {
        int columnCount = rows.Values.First().Length;
        double[][] columns = [.. Enumerable.Range(0, columnCount).Select(column => rows.Values.Select(row => row[column]).ToArray())];
        CorrelationMatrix spearman = SpearmanCorrelation.Of(columns), pearson = PearsonCorrelation.Of(columns), nowPearson = online.Pearson();
        Assert.Equal(rows.Count, online.RowCount);
        Assert.Equal(spearman.R, online.Spearman().R); // not a bit apart: all sums are of whole numbers
        Assert.Equal(spearman.RowCounts, nowPearson.RowCounts);
        for (int i = 0; i < pearson.R.Length; i++) Assert.Equal(pearson.R[i], nowPearson.R[i], 1e-10);
    }
}
