using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>One column against each of those that go with it most, all standardised: what lies behind a coefficient.</summary>
internal static class StandardScattersFigure
{
    private const int MostPanels = 12, Across = 4;
    private const double Side = 200, StepX = 290, StepY = 290, Left = 70, Top = 50;

    public static SvgCanvas Of(LearnReport report, int target)
    {
        string[] names = report.ColumnNames;
        int[] others = [.. Enumerable.Range(0, names.Length).Where(j => j != target && !double.IsNaN(report.Spearman[target, j]))
            .OrderByDescending(j => Math.Abs(report.Spearman[target, j])).Take(MostPanels)];
        int rows = Math.Max(1, (others.Length + Across - 1) / Across);
        var canvas = new SvgCanvas(Left + Math.Clamp(others.Length, 1, Across) * StepX, Top + rows * StepY);
        for (int i = 0; i < others.Length; i++) Panel(canvas, report, target, others[i], Left + i % Across * StepX, Top + i / Across * StepY);
        return canvas;
    }

    private static void Panel(SvgCanvas canvas, LearnReport report, int target, int other, double left, double top)
    {
        (double X, double Y)[] points = Points(report.Table.Numbers[other].Values, report.Table.Numbers[target].Values);
        var frame = new PlotFrame(canvas, left, top, Side, Side, Around(points.Select(point => point.X)), Around(points.Select(point => point.Y)));
        foreach ((double x, double y) in points) canvas.Circle(frame.X(x), frame.Y(y), 3, Colours.Blue, "white");
        int at = target * report.Table.Numbers.Count + other;
        string title = FormattableString.Invariant($"ρ {report.Spearman.R[at]:F2}, r {report.Pearson.R[at]:F2}, p {report.Spearman.P[at]:G2}, n {points.Length}");
        frame.Draw(title, report.Table.Numbers[other].Name, report.Table.Numbers[target].Name);
    }

    /// <summary>The rows that hold both, each column with mean 0 and population deviation 1 among them; a column that is constant there stays at 0.</summary>
    internal static (double X, double Y)[] Points(double[] x, double[] y)
    {
        int[] both = [.. Enumerable.Range(0, x.Length).Where(row => !double.IsNaN(x[row]) && !double.IsNaN(y[row]))];
        return [.. Standardised(x, both).Zip(Standardised(y, both))];
    }

    private static double[] Standardised(double[] values, int[] rows)
    {
        double mean = rows.Average(row => values[row]), deviation = Math.Sqrt(rows.Average(row => (values[row] - mean) * (values[row] - mean)));
        return [.. rows.Select(row => deviation is > 0 and < double.PositiveInfinity ? (values[row] - mean) / deviation : 0)];
    }

    private static Axis Around(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double room = 0.06 * (all.Max() - all.Min());
        return Axis.Linear(all.Min() - room, all.Max() + room, 6, tight: true);
    }
}
