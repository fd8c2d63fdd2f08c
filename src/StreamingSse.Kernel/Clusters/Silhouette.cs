using System.Runtime.Intrinsics;

namespace StreamingSse.Kernel.Clusters;

/// <summary>How well points sit in their clusters: the mean of (b − a)/max(a, b), between −1 and 1.</summary>
/// <remarks>
/// Rousseeuw, J. Comput. Appl. Math. 20, 53 (1987): a is a point's mean distance to its own cluster, b the least mean distance to another one; a point alone in
/// its cluster counts zero. NaN below two clusters. Cost n² distances, four at a time.
/// </remarks>
public static class Silhouette
{
    private const int Lanes = 4;

    /// <param name="points">Shape [n, axes], row-major.</param>
    /// <param name="labels">Shape [n], 0 … k−1.</param>
    public static double Of(ReadOnlySpan<double> points, int axisCount, int[] labels, int k)
    {
        int count = labels.Length;
        int[] order = [.. Enumerable.Range(0, count).OrderBy(point => labels[point])];
        int[] starts = [.. Enumerable.Range(0, k + 1).Select(c => labels.Count(label => label < c))];
        if (Enumerable.Range(0, k).Count(c => starts[c + 1] > starts[c]) < 2) return double.NaN;
        double[] axes = new double[axisCount * count]; // shape [axes, n], clusters one after another
        for (int i = 0; i < count; i++)
        {
            for (int axis = 0; axis < axisCount; axis++) axes[axis * count + i] = points[order[i] * axisCount + axis];
        }
        double total = 0;
        double[] x = new double[axisCount];
        for (int i = 0; i < count; i++)
        {
            for (int axis = 0; axis < axisCount; axis++) x[axis] = axes[axis * count + i];
            total += OfPoint(x, axes, starts, labels[order[i]]);
        }
        return total / count;
    }

    private static double OfPoint(ReadOnlySpan<double> x, ReadOnlySpan<double> axes, ReadOnlySpan<int> starts, int own)
    {
        int ownSize = starts[own + 1] - starts[own], count = starts[^1];
        if (ownSize < 2) return 0;
        double a = 0, b = double.PositiveInfinity;
        for (int c = 0; c < starts.Length - 1; c++)
        {
            int size = starts[c + 1] - starts[c];
            if (size == 0) continue;
            double sum = DistanceSum(x, axes, count, starts[c], starts[c + 1]);
            if (c == own) a = sum / (size - 1);
            else b = Math.Min(b, sum / size);
        }
        return a == b ? 0 : (b - a) / Math.Max(a, b); // also where both are zero
    }

    private static double DistanceSum(ReadOnlySpan<double> x, ReadOnlySpan<double> axes, int count, int from, int to)
    {
        Vector256<double> sum = default;
        int i = from;
        for (; i + Lanes <= to; i += Lanes)
        {
            Vector256<double> square = default;
            for (int axis = 0; axis < x.Length; axis++)
            {
                Vector256<double> d = Vector256.Create(axes.Slice(axis * count + i, Lanes)) - Vector256.Create(x[axis]);
                square += d * d;
            }
            sum += Vector256.Sqrt(square);
        }
        double rest = Vector256.Sum(sum);
        for (; i < to; i++)
        {
            double square = 0;
            for (int axis = 0; axis < x.Length; axis++)
            {
                double d = axes[axis * count + i] - x[axis];
                square += d * d;
            }
            rest += Math.Sqrt(square);
        }
        return rest;
    }
}
