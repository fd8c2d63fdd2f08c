using System.Globalization;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>How every column goes with one, strongest first.</summary>
internal static class TargetBarsFigure
{
    private const double Row = 20;

    public static SvgCanvas Of(LearnReport report, int target)
    {
        string[] names = report.ColumnNames;
        int[] others = [.. Enumerable.Range(0, names.Length).Where(j => j != target && !double.IsNaN(report.Spearman[target, j]))
            .OrderByDescending(j => report.Spearman[target, j])];
        double margin = 30 + 7 * names.Max(name => name.Length), height = Math.Max(1, others.Length) * Row;
        var canvas = new SvgCanvas(margin + 560, height + 120);
        var frame = new PlotFrame(canvas, margin, 50, 400, height, Axis.Linear(-1, 1, 9), new Axis(0, 1, false, [], _ => ""));
        for (int i = 0; i < others.Length; i++)
        {
            int at = target * names.Length + others[i];
            double r = report.Spearman.R[at], p = report.Spearman.P[at], y = 50 + i * Row;
            string colour = Colours.OfCoefficient(Math.Sign(r) * 0.9);
            canvas.Rectangle(Math.Min(frame.X(0), frame.X(r)), y + 3, Math.Abs(frame.X(r) - frame.X(0)), Row - 6, p < LearnReport.MarkedP ? colour : "white", colour);
            canvas.Circle(frame.X(report.Pearson.R[at]), y + Row / 2, 3, Colours.Ink, "white");
            canvas.Text(margin - 6, y + Row / 2 + 4, names[others[i]], 11, "end");
            canvas.Text(frame.Right + 8, y + Row / 2 + 4, string.Create(CultureInfo.InvariantCulture, $"p {p:G2}, n {report.Spearman.RowCounts[at]}"), 10, "start");
        }
        canvas.Line(frame.X(0), frame.Top, frame.X(0), frame.Bottom, Colours.Ink);
        frame.Draw($"Correlation with {names[target]}", "bar: Spearman's ρ, filled where p < 0.2; dot: Pearson's r", "");
        return canvas;
    }
}
