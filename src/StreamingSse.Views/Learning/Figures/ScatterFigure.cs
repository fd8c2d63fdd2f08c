using StreamingSse.Kernel.Clusters;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>Rows in planes of two components, each in the colour and shape of its cluster.</summary>
internal static class ScatterFigure
{
    private const double Side = 420, Left = 80, Step = 570;

    public static SvgCanvas Of(LearnReport report)
    {
        var canvas = new SvgCanvas(Step * report.Clusters.Count + 30, Side + 130);
        for (int i = 0; i < report.Clusters.Count; i++) Panel(canvas, report, report.Clusters[i], Left + i * Step);
        return canvas;
    }

    private static void Panel(SvgCanvas canvas, LearnReport report, ClusterStudy study, double left)
    {
        int d = report.Components.Count;
        double[] x = [.. Enumerable.Range(0, report.Table.RowCount).Select(row => report.Components.Scores[row * d + study.Axes.X])];
        double[] y = [.. Enumerable.Range(0, report.Table.RowCount).Select(row => report.Components.Scores[row * d + study.Axes.Y])];
        var frame = new PlotFrame(canvas, left, 50, Side, Side, Around(x), Around(y));
        for (int row = 0; row < x.Length; row++) Mark(canvas, frame.X(x[row]), frame.Y(y[row]), study.Chosen.Labels[row], 4);
        for (int c = 0; c < study.K; c++)
        {
            double cx = frame.X(study.Chosen.Centres[2 * c]), cy = frame.Y(study.Chosen.Centres[2 * c + 1]);
            canvas.Line(cx - 7, cy, cx + 7, cy, "black", 2.5);
            canvas.Line(cx, cy - 7, cx, cy + 7, "black", 2.5);
            Mark(canvas, frame.Right + 14, frame.Top + 10 + 18 * c, c, 5);
            canvas.Text(frame.Right + 24, frame.Top + 14 + 18 * c, $"{study.Chosen.Labels.Count(label => label == c)}", 11, "start");
        }
        string title = FormattableString.Invariant($"k = {study.K}, silhouette {study.Silhouette:F2}; + centres; beside: rows");
        frame.Draw(title, Label(study.Axes.X), Label(study.Axes.Y));

        string Label(int c) => FormattableString.Invariant($"PC{c + 1} ({100 * report.Components.Share(c):F1} %)");
    }

    private static Axis Around(double[] values)
    {
        double room = 0.05 * (values.Max() - values.Min());
        return Axis.Linear(values.Min() - room, values.Max() + room, 7, tight: true);
    }

    private static void Mark(SvgCanvas canvas, double x, double y, int cluster, double r)
    {
        string fill = Colours.OfCluster(cluster);
        if (cluster % 4 == 0) canvas.Circle(x, y, r, fill, "white");
        else if (cluster % 4 == 1) canvas.Rectangle(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r, fill, "white");
        else if (cluster % 4 == 2) canvas.Polygon([(x, y - 1.2 * r), (x + 1.1 * r, y + 0.9 * r), (x - 1.1 * r, y + 0.9 * r)], fill, "white");
        else canvas.Polygon([(x, y - 1.3 * r), (x + 1.3 * r, y), (x, y + 1.3 * r), (x - 1.3 * r, y)], fill, "white");
    }
}
