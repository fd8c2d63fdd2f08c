using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>What the first three components are made of, column by column.</summary>
internal static class ComponentSharesFigure
{
    private const double Row = 16, PanelWidth = 200, Gap = 30;

    public static SvgCanvas Of(LearnReport report)
    {
        int d = report.Components.Count, panels = Math.Min(3, d);
        double margin = 30 + 7 * Enumerable.Range(0, d).Max(j => report.ComponentColumn(j).Length), height = d * Row;
        double largest = Enumerable.Range(0, panels).Max(c => Enumerable.Range(0, d).Max(j => report.Components.Percentage(c, j)));
        var canvas = new SvgCanvas(margin + panels * (PanelWidth + Gap) + 10, height + 120);
        for (int j = 0; j < d; j++) canvas.Text(margin - 6, 50 + j * Row + Row / 2 + 4, report.ComponentColumn(j), 11, "end");
        for (int c = 0; c < panels; c++)
        {
            var frame = new PlotFrame(
                canvas, margin + c * (PanelWidth + Gap), 50, PanelWidth, height, Axis.Linear(0, largest, 5), new Axis(0, 1, false, [], _ => ""));
            for (int j = 0; j < d; j++)
            {
                string colour = report.Components.Loadings[c * d + j] < 0 ? Colours.Blue : Colours.Orange;
                canvas.Rectangle(frame.Left, 50 + j * Row + 2, frame.X(report.Components.Percentage(c, j)) - frame.Left, Row - 4, colour);
            }
            string middle = c == panels / 2 ? "percentage in the component (orange: positive, blue: negative loading)" : "";
            frame.Draw(FormattableString.Invariant($"PC{c + 1} ({100 * report.Components.Share(c):F1} %)"), middle, "");
        }
        return canvas;
    }
}
