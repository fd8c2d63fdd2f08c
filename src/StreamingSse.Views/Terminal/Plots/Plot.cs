namespace StreamingSse.Views.Terminal.Plots;

/// <summary>Curves over two axes, drawn in an area: a title line with the legend, the dots, the axis and its labels.</summary>
internal sealed record Plot(string Title, IReadOnlyList<Series> Series)
{
    /// <summary>The least height that still shows a shape: title, four rows, axis, labels.</summary>
    public const int MinHeight = 7;

    private const int RowsAround = 3;

    public bool IsLogLog { get; init; }

    /// <summary>Said in place of the curves when there is no point to draw.</summary>
    public string WhenEmpty { get; init; } = "no data yet";

    /// <summary>The range of y to show where that is not the range of the data; NaN for the data's own.</summary>
    public (double From, double To) YRange { get; init; } = (double.NaN, double.NaN);

    /// <summary>Whether a linear y axis begins at zero, so that heights can be compared.</summary>
    public bool YFromZero { get; init; } = true;

    /// <summary>Whether a linear x axis begins at zero, as lags and times do.</summary>
    public bool XFromZero { get; init; } = true;

    public void Draw(Screen screen, Area area)
    {
        if (area.Width < 12 || area.Height < 4) return;
        DrawTitle(screen, area);
        if (Bounds() is not { } bounds)
        {
            screen.Put(area.Left + 2, area.Top + area.Height / 2, WhenEmpty, Palette.Faint, area.Width - 2);
            return;
        }

        Axis y = YAxis(bounds.MinY, bounds.MaxY, area.Height - RowsAround);
        int labelWidth = y.Ticks.Max(tick => y.Label(tick).Length);
        var inner = new Area(area.Left + labelWidth + 1, area.Top + 1, area.Width - labelWidth - 1, area.Height - RowsAround);
        Axis x = XAxis(bounds.MinX, bounds.MaxX, inner.Width);

        DrawAxes(screen, inner, x, y);
        var dots = new DotGrid(inner.Width, inner.Height, screen.Unicode);
        foreach (Series series in Series) new CurvePen(dots, series, x, y).Draw();
        dots.DrawOn(screen, inner.Left, inner.Top);
    }

    private void DrawTitle(Screen screen, Area area)
    {
        int right = area.Right;
        foreach (Series series in Series.Reverse().Where(series => series.Name.Length > 0 && series.Count > 0))
        {
            string entry = (series.Dotted ? "┅ " : "━ ") + series.Name;
            if (right - Screen.WidthOf(entry) < area.Left + Screen.WidthOf(Title) + 1) break;
            screen.PutRight(right, area.Top, entry, series.Style);
            right -= Screen.WidthOf(entry) + 2;
        }
        screen.Put(area.Left, area.Top, Title, Palette.Strong, area.Width);
    }

    private Axis YAxis(double min, double max, int rows)
    {
        int maxTicks = Math.Max(2, 1 + (rows - 1) / 2);
        if (IsLogLog) return Axis.Log(min, max, maxTicks);
        if (double.IsFinite(YRange.From)) (min, max) = YRange;
        return YFromZero ? Axis.Linear(Math.Min(0, min), Math.Max(0, max), maxTicks) : Axis.Linear(min, max, maxTicks);
    }

    private Axis XAxis(double min, double max, int cells)
    {
        int maxTicks = Math.Max(2, cells / 6);
        if (IsLogLog) return Axis.Log(min, max, maxTicks);
        return XFromZero ? Axis.Linear(Math.Min(0, min), Math.Max(0, max), maxTicks, tight: true) : Axis.Linear(min, max, maxTicks, tight: true);
    }

    private static void DrawAxes(Screen screen, Area inner, Axis x, Axis y)
    {
        int left = inner.Left - 1;
        for (int row = inner.Top; row < inner.Bottom; row++) screen.Put(left, row, "│", Palette.Faint);
        foreach (double tick in y.Ticks)
        {
            int row = inner.Bottom - 1 - (int)Math.Round(y.Place(tick) * (inner.Height - 1));
            screen.Put(left, row, "┤", Palette.Faint);
            screen.PutRight(left, row, y.Label(tick), Palette.Faint);
        }

        screen.Put(left, inner.Bottom, "└" + new string('─', inner.Width), Palette.Faint);
        int free = left;
        foreach (double tick in x.Ticks)
        {
            int column = inner.Left + (int)Math.Round(x.Place(tick) * (inner.Width - 1));
            screen.Put(column, inner.Bottom, "┴", Palette.Faint);
            string label = x.Label(tick);
            int at = Math.Clamp(column - label.Length / 2, left, inner.Right - label.Length);
            if (at < free) continue;
            screen.Put(at, inner.Bottom + 1, label, Palette.Faint);
            free = at + label.Length + 1;
        }
    }

    // Range of the points that can be shown; null where there are none.
    private (double MinX, double MaxX, double MinY, double MaxY)? Bounds()
    {
        double minX = double.PositiveInfinity, maxX = double.NegativeInfinity, minY = minX, maxY = maxX;
        foreach (Series series in Series)
        {
            ReadOnlySpan<double> xs = series.X.Span, ys = series.Y.Span;
            for (int i = 0; i < series.Count; i++)
            {
                double x = xs[i], y = ys[i];
                if (!double.IsFinite(x) || !double.IsFinite(y) || (IsLogLog && (x <= 0 || y <= 0))) continue;
                (minX, maxX, minY, maxY) = (Math.Min(minX, x), Math.Max(maxX, x), Math.Min(minY, y), Math.Max(maxY, y));
            }
        }
        return minX <= maxX ? (minX, maxX, minY, maxY) : null;
    }
}
