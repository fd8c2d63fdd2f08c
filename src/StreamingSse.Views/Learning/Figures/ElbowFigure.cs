using StreamingSse.Kernel.Clusters;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>Inertia and silhouette against the number of clusters.</summary>
internal static class ElbowFigure
{
    private const double Width = 300, Height = 240;

    public static SvgCanvas Of(LearnReport report)
    {
        var canvas = new SvgCanvas(2 * (Width + 110) + 20, report.Clusters.Count * (Height + 120));
        for (int i = 0; i < report.Clusters.Count; i++)
        {
            ClusterStudy study = report.Clusters[i];
            double top = 50 + i * (Height + 120);
            string plane = $"PC{study.Axes.X + 1}–PC{study.Axes.Y + 1}";
            Panel(canvas, 90, top, study, choice => choice.Inertia, $"Elbow, {plane}", "inertia", Colours.Blue);
            Panel(canvas, 90 + Width + 110, top, study, choice => choice.Silhouette, $"Silhouette, {plane}", "silhouette", Colours.Orange);
        }
        return canvas;
    }

    private static void Panel(
        SvgCanvas canvas, double left, double top, ClusterStudy study, Func<ClusterChoice, double> value, string title, string label, string colour)
    {
        ClusterChoice[] shown = [.. study.Curve.Where(choice => double.IsFinite(value(choice)))];
        if (shown.Length == 0) return;
        double[] ticks = [.. study.Curve.Select(choice => (double)choice.K)];
        var x = new Axis(ticks[0] - 0.5, ticks[^1] + 0.5, false, ticks, tick => $"{tick:0}");
        var frame = new PlotFrame(canvas, left, top, Width, Height, x, Axis.Linear(Math.Min(0, shown.Min(value)), shown.Max(value), 6));
        canvas.Line(frame.X(study.K), frame.Top, frame.X(study.K), frame.Bottom, Colours.Pale, 1.5, "4 3");
        canvas.Polyline(shown.Select(choice => (frame.X(choice.K), frame.Y(value(choice)))), colour);
        foreach (ClusterChoice choice in shown) canvas.Circle(frame.X(choice.K), frame.Y(value(choice)), 3.5, colour);
        frame.Draw(title, "clusters k (dashed: chosen)", label);
    }
}
