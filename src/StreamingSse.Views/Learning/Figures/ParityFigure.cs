using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Learning.Figures;

/// <summary>Predictions for groups not seen against what was found, one panel for each model of a target.</summary>
internal static class ParityFigure
{
    private const double Side = 320, Across = 430, Down = 430;

    public static SvgCanvas Of(IReadOnlyList<ModelReport> models)
    {
        int columns = Math.Min(2, models.Count), rows = (models.Count + 1) / 2;
        var canvas = new SvgCanvas(columns * Across + 20, rows * Down);
        for (int i = 0; i < models.Count; i++) Panel(canvas, models[i], 90 + i % 2 * Across, 50 + i / 2 * Down);
        return canvas;
    }

    private static void Panel(SvgCanvas canvas, ModelReport model, double left, double top)
    {
        double[] actual = model.Validation.Actual, predicted = model.Validation.Predicted;
        Axis axis = Axis.Linear(Math.Min(actual.Min(), predicted.Min()), Math.Max(actual.Max(), predicted.Max()), 6);
        var frame = new PlotFrame(canvas, left, top, Side, Side, axis, axis);
        canvas.Line(frame.Left, frame.Bottom, frame.Right, frame.Top, Colours.Pale, 1.5);
        for (int i = 0; i < actual.Length; i++) canvas.Circle(frame.X(actual[i]), frame.Y(predicted[i]), 3, Colours.Blue, "white");
        double mape = model.Validation.Mape;
        string words = double.IsNaN(mape)
            ? "MAPE undefined: the mean is zero"
            : FormattableString.Invariant($"MAPE {100 * mape:F1} % ({100 * model.Validation.TrainMape:F1} % on training)");
        canvas.Text(frame.Left + 10, frame.Top + 20, words, 12, "start");
        canvas.Text(frame.Left + 10, frame.Top + 37, FormattableString.Invariant($"R² {model.Validation.R2:F3}, n {actual.Length}"), 12, "start");
        frame.Draw($"{model.KindInWords}, {model.Scheme}", $"{model.Target}, found", $"{model.Target}, predicted");
    }
}
