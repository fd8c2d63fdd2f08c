namespace StreamingSse.Kernel.Clusters;

/// <summary>k-means from k-means++ seeds: Lloyd's iteration, then Hartigan's exchange of single points.</summary>
/// <remarks>
/// Arthur &amp; Vassilvitskii, SODA 2007, each seed the best of several candidates; Lloyd, IEEE Trans. Inf. Theory 28, 129 (1982); Hartigan &amp; Wong, Appl.
/// Stat. 28, 100 (1979). The exchange only lowers the inertia that Lloyd ends with. Cost O(n k axes) per pass, times the restarts.
/// </remarks>
public sealed class KMeans
{
    private const int MaxPasses = 300;
    private readonly double[] _points;
    private readonly int _axisCount;
    private readonly int _count;
    private readonly int _k;
    private readonly int[] _labels;
    private readonly int[] _sizes;
    private readonly double[] _centres;

    private KMeans(double[] points, int axisCount, int k)
    {
        (_points, _axisCount, _k, _count) = (points, axisCount, k, points.Length / axisCount);
        (_labels, _sizes, _centres) = (new int[_count], new int[k], new double[k * axisCount]);
    }

    /// <summary>The best of <paramref name="restarts"/> runs.</summary>
    /// <param name="points">Shape [n, axes], row-major, finite; n ≥ k.</param>
    public static Clustering Fit(double[] points, int axisCount, int k, int restarts, int seed)
    {
        if (points.Length < k * axisCount)
            throw new ArgumentException($"expected at least {k} points for {k} clusters, got {points.Length / axisCount}", nameof(points));
        var dice = new Random(seed);
        Clustering? best = null;
        for (int restart = 0; restart < restarts; restart++)
        {
            var run = new KMeans(points, axisCount, k);
            KMeansSeeds.Choose(points, axisCount, k, dice, run._centres);
            run.Lloyd();
            run.Exchange();
            double inertia = run.Inertia();
            if (best is null || inertia < best.Inertia) best = new Clustering(run._labels, run._centres, inertia);
        }
        return InOrder(best!, axisCount, k);
    }

    private void Lloyd()
    {
        Array.Fill(_labels, -1);
        for (int pass = 0; pass < MaxPasses; pass++)
        {
            bool changed = false;
            for (int point = 0; point < _count; point++)
            {
                int nearest = Nearest(PointAt(point));
                changed |= nearest != _labels[point];
                _labels[point] = nearest;
            }
            if (!changed) break;
            MoveCentres();
        }
    }

    /// <summary>Moves a point where that lowers the inertia, its own pull on both centres counted; ends when a whole pass moved none.</summary>
    private void Exchange()
    {
        bool changed = true;
        for (int pass = 0; pass < MaxPasses && changed; pass++)
        {
            changed = false;
            for (int point = 0; point < _count; point++)
            {
                int from = _labels[point];
                if (_sizes[from] < 2) continue;
                double gain = SquareTo(from, point) * _sizes[from] / (_sizes[from] - 1);
                int to = from;
                for (int c = 0; c < _k; c++)
                {
                    double cost = SquareTo(c, point) * _sizes[c] / (_sizes[c] + 1);
                    if (c != from && cost < gain * (1 - 1e-12)) (gain, to) = (cost, c);
                }
                if (to == from) continue;
                Pull(from, point, -1);
                Pull(to, point, 1);
                _labels[point] = to;
                changed = true;
            }
        }
        MoveCentres(); // sums in the order of the points, free of the exchanges' rounding
    }

    private void Pull(int centre, int point, int sign)
    {
        _sizes[centre] += sign;
        Span<double> at = CentreAt(centre);
        ReadOnlySpan<double> x = PointAt(point);
        for (int axis = 0; axis < at.Length; axis++) at[axis] += sign * (x[axis] - at[axis]) / _sizes[centre];
    }

    private void MoveCentres()
    {
        Array.Clear(_sizes);
        double[] sums = new double[_centres.Length];
        for (int point = 0; point < _count; point++)
        {
            _sizes[_labels[point]]++;
            for (int axis = 0; axis < _axisCount; axis++) sums[_labels[point] * _axisCount + axis] += _points[point * _axisCount + axis];
        }
        for (int i = 0; i < sums.Length; i++)
        {
            if (_sizes[i / _axisCount] > 0) _centres[i] = sums[i] / _sizes[i / _axisCount]; // an empty cluster keeps its centre
        }
    }

    private double Inertia()
    {
        double sum = 0;
        for (int point = 0; point < _count; point++) sum += SquareTo(_labels[point], point);
        return sum;
    }

    private int Nearest(ReadOnlySpan<double> x)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int c = 0; c < _k; c++)
        {
            double square = Square(x, CentreAt(c));
            if (square < least) (least, nearest) = (square, c);
        }
        return nearest;
    }

    private double SquareTo(int centre, int point) => Square(PointAt(point), CentreAt(centre));

    private ReadOnlySpan<double> PointAt(int point) => _points.AsSpan(point * _axisCount, _axisCount);

    private Span<double> CentreAt(int centre) => _centres.AsSpan(centre * _axisCount, _axisCount);

    internal static double Square(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int axis = 0; axis < x.Length; axis++) sum += (x[axis] - y[axis]) * (x[axis] - y[axis]);
        return sum;
    }

    private static Clustering InOrder(Clustering found, int axisCount, int k)
    {
        int[] order = [.. Enumerable.Range(0, k).OrderBy(c => found.Centres[c * axisCount])];
        return new Clustering(
            [.. found.Labels.Select(label => Array.IndexOf(order, label))],
            [.. order.SelectMany(c => found.Centres[(c * axisCount)..((c + 1) * axisCount)])],
            found.Inertia);
    }
}
