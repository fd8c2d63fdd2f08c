using System.Globalization;
using StreamingSse.Kernel.Correlation;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>Coefficients below the diagonal, their p-values above it.</summary>
internal static class CorrelogramFigure
{
    private const int MostWithNumbers = 26, TitleWidth = 620;

    public static SvgCanvas Of(string kind, string[] names, CorrelationMatrix matrix)
    {
        int d = names.Length;
        double cell = d <= MostWithNumbers ? 34 : 18, margin = 30 + 7 * Math.Min(28, names.Max(name => name.Length)), side = d * cell;
        var canvas = new SvgCanvas(Math.Max(TitleWidth, margin + side + 120), 60 + side + margin);
        canvas.Text(12, 24, $"{kind} correlation: coefficient below, p-value above the diagonal; ● p < 0.2", 14, "start");
        for (int a = 0; a < d; a++)
        {
            double y = 44 + a * cell;
            canvas.Text(margin - 6, y + cell / 2 + 4, Short(names[a]), 11, "end");
            canvas.Text(margin + a * cell + cell / 2 + 4, 44 + side + 8, Short(names[a]), 11, "end", turned: -90);
            for (int b = 0; b < d; b++) Cell(canvas, matrix, a, b, margin + b * cell, y, cell, numbers: d <= MostWithNumbers);
        }
        canvas.Rectangle(margin, 44, side, side, "none", Colours.Pale);
        Scale(canvas, margin + side + 24, 44, Math.Min(240, Math.Max(120, side)));
        return canvas;
    }

    private static void Cell(SvgCanvas canvas, CorrelationMatrix matrix, int a, int b, double x, double y, double cell, bool numbers)
    {
        double r = matrix[a, b], p = matrix.P[a * matrix.ColumnCount + b], middleX = x + cell / 2, middleY = y + cell / 2;
        if (double.IsNaN(r))
        {
            canvas.Rectangle(x, y, cell, cell, Colours.Undefined, "white");
            canvas.Text(middleX, middleY + 4, "–", 11, fill: "#777");
            return;
        }
        bool below = a > b, marked = p < LearnReport.MarkedP;
        canvas.Rectangle(x, y, cell, cell, a == b ? "#555" : below ? Colours.OfCoefficient(r) : Colours.OfP(p), "white");
        if (a == b) return;
        string ink = below ? Colours.On(r) : Colours.Ink;
        if (numbers) canvas.Text(middleX, middleY + 4, below ? Two(r) : PText(p), 10, fill: ink);
        if (below && marked) canvas.Circle(numbers ? x + cell - 5 : middleX, numbers ? y + 5 : middleY, 2, ink);
    }

    private static void Scale(SvgCanvas canvas, double x, double y, double height)
    {
        const int steps = 20;
        for (int i = 0; i < steps; i++)
            canvas.Rectangle(x, y + i * height / steps, 16, height / steps + 0.5, Colours.OfCoefficient(1 - 2.0 * i / (steps - 1)));
        foreach (double r in new[] { 1, 0.5, 0, -0.5, -1 })
            canvas.Text(x + 22, y + (1 - r) / 2 * height + 4, r.ToString("0.0", CultureInfo.InvariantCulture), 11, "start");
    }

    private static string Short(string name) => name.Length <= 28 ? name : name[..27] + "…";

    private static string Two(double r) => (Math.Round(r, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture); // + 0 takes the sign off a zero

    private static string PText(double p) => p < 5e-4 ? "<.001" : p.ToString(".000", CultureInfo.InvariantCulture);
}
