using System.Numerics;

namespace StreamingSse.Views.Terminal.Plots;

/// <summary>Draws one curve in dots.</summary>
/// <remarks>
/// A long curve has thousands of points in each column of dots. They become one upright line from the lowest to the highest, so that no
/// peak is lost, at a cost of a comparison or two per point.
/// </remarks>
internal sealed class CurvePen(DotGrid dots, Series series, Axis x, Axis y)
{
    private int _column;
    private double _first, _last, _lowest, _highest;
    private bool _isDown;
    private Vector2? _end;

    public void Draw()
    {
        ReadOnlySpan<double> xs = series.X.Span, ys = series.Y.Span;
        double columnEnd = double.NegativeInfinity;
        for (int i = 0; i < series.Count; i++)
        {
            double value = ys[i];
            if (_isDown && xs[i] < columnEnd && double.IsFinite(value) && (value > 0 || !y.IsLog))
            {
                (_last, _lowest, _highest) = (value, Math.Min(_lowest, value), Math.Max(_highest, value));
                continue;
            }
            FinishColumn();
            double across = x.Place(xs[i]);
            if (!double.IsFinite(across) || !double.IsFinite(y.Place(value)))
            {
                _end = null;
                continue;
            }
            _column = (int)Math.Round(across * (dots.Width - 1));
            columnEnd = x.At((_column + 0.5) / (dots.Width - 1));
            (_first, _last, _lowest, _highest, _isDown) = (value, value, value, value, true);
        }
        FinishColumn();
    }

    private void FinishColumn()
    {
        if (!_isDown) return;
        _isDown = false;
        Vector2 first = Dot(_first);
        dots.Line(_end ?? first, first, series.Style, series.Dotted);
        if (_lowest < _highest) dots.Line(Dot(_lowest), Dot(_highest), series.Style, series.Dotted);
        _end = Dot(_last);
    }

    private Vector2 Dot(double value) => new(_column, (float)((1 - y.Place(value)) * (dots.Height - 1)));
}
