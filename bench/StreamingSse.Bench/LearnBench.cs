using System.Globalization;
using System.Text.Json;
using StreamingSse.Formats.Tables;
using StreamingSse.Kernel.Clusters;
using StreamingSse.Kernel.Components;
using StreamingSse.Kernel.Correlation;
using StreamingSse.Kernel.Models;
using StreamingSse.Kernel.Statistics;

namespace StreamingSse.Bench;

/// <summary>The analysis of <c>sse learn</c>, one task at a time, on one thread; CPU seconds of one call.</summary>
/// <remarks>
/// spearman and pearson are a refresh: one row of a table that is kept up to date changes, and the whole matrix with its p-values is read;
/// the -batch forms begin anew. FILE has a header line; in epoch and cv its columns are 70 inputs, the target and the fold.
/// </remarks>
internal static class LearnBench
{
    private const double LeastS = 0.2;

    public static int Run(string task, string path, int rowCount)
    {
        double[][] columns = task is "silhouette" or "kmeans" ? [] : Read(path, rowCount);
        (double cpuS, object check) = task switch
        {
            "spearman" => Refresh(columns, online => online.Spearman()),
            "pearson" => Refresh(columns, online => online.Pearson()),
            "spearman-batch" => Best(() => SpearmanCorrelation.Of(columns)[0, 4]),
            "pearson-batch" => Best(() => PearsonCorrelation.Of(columns)[0, 4]),
            "eigh" => Eigenvectors(columns),
            "silhouette" => Blobs(rowCount, (points, labels) => Silhouette.Of(points, 10, labels, 6)),
            "kmeans" => Blobs(rowCount, (points, _) => KMeans.Fit(points, 10, 6, restarts: 10, seed: 0).Inertia),
            "epoch" => Epochs(columns),
            "cv" => CrossValidation(columns),
            _ => throw new ArgumentException($"expected spearman, pearson (or either with -batch), eigh, silhouette, kmeans, epoch or cv, got {task}"),
        };
        Console.WriteLine(JsonSerializer.Serialize(new { cpu = cpuS, check }));
        return 0;
    }

    private static (double, object) Refresh(double[][] columns, Func<OnlineCorrelation, CorrelationMatrix> read)
    {
        var online = new OnlineCorrelation(columns.Length);
        double[][] rows = [.. Enumerable.Range(0, columns[0].Length).Select(row => columns.Select(column => column[row]).ToArray())];
        for (int row = 0; row < rows.Length; row++) online.Set(row, rows[row]);
        int next = 0;
        return Best(() =>
        {
            next = (next + 1) % rows.Length;
            online.Set(next, rows[next]);
            return read(online)[0, 4];
        });
    }

    private static (double, object) Eigenvectors(double[][] columns)
    {
        CorrelationMatrix matrix = PearsonCorrelation.Of(columns);
        return Best(() => SymmetricEigen.Of(matrix.R, columns.Length).Values[0]);
    }

    // Six groups of points with ten axes, each lifted by two along an axis of its own.
    private static (double, object) Blobs(int rowCount, Func<double[], int[], double> measure)
    {
        var dice = new Random(0);
        int[] labels = [.. Enumerable.Range(0, rowCount).Select(row => row % 6)];
        double[] points = [.. Enumerable.Range(0, 10 * rowCount).Select(i => dice.NextDouble() + (i % 10 == labels[i / 10] ? 2 : 0))];
        return Once(() => measure(points, labels));
    }

    private static (double, object) Epochs(double[][] columns)
    {
        float[] inputs = Inputs(columns), targets = [.. columns[70].Select(value => (float)value)];
        var network = new Mlp(70, MlpSettings.Paper, seed: 0);
        int[] order = [.. Enumerable.Range(0, targets.Length)];
        network.Epoch(inputs, targets, order);
        return Once(() => Enumerable.Range(0, 30).Select(_ => network.Epoch(inputs, targets, order)).ToArray()[^1]);
    }

    private static (double, object) CrossValidation(double[][] columns)
    {
        NumberColumn[] inputs = [.. columns.Take(70).Select((column, j) => new NumberColumn($"x{j}", column))];
        string[] groups = [.. columns[71].Select(fold => fold.ToString(CultureInfo.InvariantCulture))];
        var data = new ModelData(new NumberColumn("y", columns[70]), inputs, [], [.. Enumerable.Range(0, groups.Length)], groups);
        var validation = new GroupValidation(data, new ModelSettings(ModelKind.Mlp, MlpSettings.Paper, 0, ScaleTarget: false), int.MaxValue);
        return Once(() =>
        {
            Validation joined = validation.Join([.. Enumerable.Range(0, validation.FoldCount).Select(validation.Run)]);
            return new { mae = joined.MeanAbsoluteError, epochs = joined.MeanEpochs };
        });
    }

    private static double[][] Read(string path, int rowCount)
    {
        using StreamReader text = File.OpenText(path);
        string head = string.Join('\n', Enumerable.Range(0, rowCount + 1).Select(_ => text.ReadLine()).TakeWhile(line => line is not null));
        return [.. TableFile.Read(new StringReader(head), path, TableOptions.None).Table.Numbers.Select(column => column.Values)];
    }

    private static float[] Inputs(double[][] columns) =>
        [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Take(70).Select(column => (float)column[row]))];

    private static (double, object) Best<T>(Func<T> call)
        where T : notnull
    {
        T result = call();
        double best = double.PositiveInfinity;
        for (int series = 0; series < 3; series++)
        {
            int calls = 0;
            double from = CpuS(), spent;
            do
            {
                result = call();
                calls++;
            }
            while ((spent = CpuS() - from) < LeastS);
            best = Math.Min(best, spent / calls);
        }
        return (best, result);
    }

    private static (double, object) Once<T>(Func<T> call)
        where T : notnull
    {
        double from = CpuS();
        T result = call();
        return (CpuS() - from, result);
    }

    private static double CpuS() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
