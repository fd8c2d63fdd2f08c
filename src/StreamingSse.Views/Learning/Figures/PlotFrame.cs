using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>A rectangle with two axes in which points have their place.</summary>
internal sealed class PlotFrame
{
    private const double TickLength = 5;
    private readonly SvgCanvas _canvas;
    private readonly Axis _x;
    private readonly Axis _y;

    public PlotFrame(SvgCanvas canvas, double left, double top, double width, double height, Axis x, Axis y)
    {
        (_canvas, _x, _y) = (canvas, x, y);
        (Left, Top, Right, Bottom) = (left, top, left + width, top + height);
    }

    public double Left { get; }

    public double Top { get; }

    public double Right { get; }

    public double Bottom { get; }

    public double X(double value) => Left + _x.Place(value) * (Right - Left);

    public double Y(double value) => Bottom - _y.Place(value) * (Bottom - Top);

    public void Draw(string title, string xLabel, string yLabel)
    {
        _canvas.Rectangle(Left, Top, Right - Left, Bottom - Top, "none", Colours.Ink);
        foreach (double tick in _x.Ticks)
        {
            _canvas.Line(X(tick), Bottom, X(tick), Bottom + TickLength, Colours.Ink);
            _canvas.Text(X(tick), Bottom + 18, _x.Label(tick));
        }
        foreach (double tick in _y.Ticks)
        {
            _canvas.Line(Left - TickLength, Y(tick), Left, Y(tick), Colours.Ink);
            _canvas.Text(Left - 8, Y(tick) + 4, _y.Label(tick), anchor: "end");
        }
        _canvas.Text((Left + Right) / 2, Top - 10, title, 14);
        _canvas.Text((Left + Right) / 2, Bottom + 38, xLabel, 13);
        _canvas.Text(Left - 52, (Top + Bottom) / 2, yLabel, 13, turned: -90);
    }
}
