using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>The share of each principal component, and their running sum.</summary>
internal static class EigenvaluesFigure
{
    private const int MostShown = 20;

    public static SvgCanvas Of(LearnReport report)
    {
        int shown = Math.Min(MostShown, report.Components.Count);
        double[] percent = [.. Enumerable.Range(0, shown).Select(c => 100 * report.Components.Share(c))];
        var canvas = new SvgCanvas(640, 400);
        double[] ticks = [.. Enumerable.Range(1, shown).Select(c => (double)c)];
        var frame = new PlotFrame(
            canvas, 80, 50, 520, 280, new Axis(0.4, shown + 0.6, false, ticks, tick => $"{tick:0}"), Axis.Linear(0, 100, 6));
        double sum = 0, half = 0.35 * 520 / (shown + 0.2);
        var running = new List<(double, double)>();
        for (int c = 0; c < shown; c++)
        {
            sum += percent[c];
            canvas.Rectangle(frame.X(c + 1) - half, frame.Y(Math.Max(0, percent[c])), 2 * half, frame.Bottom - frame.Y(Math.Max(0, percent[c])), Colours.Blue);
            running.Add((frame.X(c + 1), frame.Y(Math.Min(100, sum))));
        }
        canvas.Polyline(running, Colours.Orange);
        foreach ((double x, double y) in running) canvas.Circle(x, y, 3, Colours.Orange);
        frame.Draw("Share of the principal components", "component (bars: its share; line: sum up to it)", "share / %");
        return canvas;
    }
}
