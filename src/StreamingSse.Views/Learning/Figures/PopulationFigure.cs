using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>What each cluster is made of: rows of every category, as a stacked bar beside those of the other clusters.</summary>
internal static class PopulationFigure
{
    private const double Width = 420, Height = 320, Left = 80, Step = 620;

    public static SvgCanvas Of(LearnReport report, IReadOnlyList<ClusterPopulation> populations)
    {
        var canvas = new SvgCanvas(Step * populations.Count + 30, Height + 130);
        for (int i = 0; i < populations.Count; i++)
        {
            (int x, int y) = report.Clusters[i].Axes;
            Panel(canvas, populations[i], $"Clusters in PC{x + 1}–PC{y + 1} by {populations[i].Column}", Left + i * Step);
        }
        return canvas;
    }

    private static void Panel(SvgCanvas canvas, ClusterPopulation population, string title, double left)
    {
        int k = population.Counts.Length;
        double[] ticks = [.. Enumerable.Range(1, k).Select(c => (double)c)];
        var frame = new PlotFrame(
            canvas, left, 50, Width, Height, new Axis(0.4, k + 0.6, false, ticks, tick => $"{tick:0}"), Axis.Linear(0, population.Counts.Max(counts => counts.Sum()), 6));
        double half = 0.35 * Width / (k + 0.2);
        for (int c = 0; c < k; c++)
        {
            int below = 0;
            for (int i = 0; i < population.Categories.Length; i++)
            {
                int above = below + population.Counts[c][i];
                canvas.Rectangle(frame.X(c + 1) - half, frame.Y(above), 2 * half, frame.Y(below) - frame.Y(above), Colours.OfCluster(i), "white");
                below = above;
            }
        }
        for (int i = 0; i < population.Categories.Length; i++)
        {
            canvas.Rectangle(frame.Right + 14, frame.Top + 4 + 18 * i, 10, 10, Colours.OfCluster(i));
            canvas.Text(frame.Right + 30, frame.Top + 13 + 18 * i, population.Categories[i], 11, "start");
        }
        frame.Draw(title, "cluster", "rows");
    }
}
