using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Learning.Figures;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Terminal.Plots;

namespace StreamingSse.Views.Certificates;

/// <summary>Two panels in SVG: the MSD of every specie, and D against the lag with D's 95 % interval as a band.</summary>
public static class CertificateFigure
{
    private const double PanelWidth = 380, PanelHeight = 280, Left = 90, Top = 50, Gap = 110;

    public static void Write(RunSnapshot snapshot, Stream stream)
    {
        var canvas = new SvgCanvas(2 * (PanelWidth + Gap), PanelHeight + 190);
        DrawMsd(canvas, snapshot);
        if (snapshot.Verdict?.Found is { Plateau.LagPs.Length: > 1 } found) DrawPlateau(canvas, snapshot.Verdict, found);
        string[] caption = Caption(snapshot);
        for (int line = 0; line < caption.Length; line++) canvas.Text(Left, Top + PanelHeight + 66 + 17 * line, caption[line], 12, anchor: "start");
        canvas.WriteTo(stream);
    }

    private static void DrawMsd(SvgCanvas canvas, RunSnapshot snapshot)
    {
        SpecieCurves[] shown = [.. snapshot.Species.Where(curves => curves.MsdLagPs.Length > 1)];
        if (shown.Length == 0) return;
        var frame = new PlotFrame(
            canvas, Left, Top, PanelWidth, PanelHeight, Axis.Linear(0, shown.Max(curves => curves.MsdLagPs[^1]), 6), Axis.Linear(0, shown.Max(curves => curves.MsdTotalA2.Max()), 6));
        for (int i = 0; i < shown.Length; i++)
        {
            SpecieCurves curves = shown[i];
            int step = Math.Max(1, curves.MsdLagPs.Length / 400);
            canvas.Polyline(Enumerable.Range(0, curves.MsdLagPs.Length).Where(m => m % step == 0).Select(m => (frame.X(curves.MsdLagPs[m]), frame.Y(curves.MsdTotalA2[m]))), Colours.OfCluster(i));
            canvas.Text(frame.Left + 12, frame.Top + 20 + 16 * i, curves.Specie, 12, anchor: "start", fill: Colours.OfCluster(i));
        }

        frame.Draw("Mean squared displacement", "lag, ps", "MSD, Å²");
    }

    private static void DrawPlateau(SvgCanvas canvas, DiffusionVerdict verdict, Assessment found)
    {
        PlateauCurve curve = found.Plateau;
        double[] highs = [.. curve.DA2PerPs.Zip(curve.ErrorA2PerPs, (d, error) => d + error)], lows = [.. curve.DA2PerPs.Zip(curve.ErrorA2PerPs, (d, error) => d - error)];
        var frame = new PlotFrame(
            canvas, Left + PanelWidth + Gap, Top, PanelWidth, PanelHeight, Axis.Linear(0, curve.LagPs[^1], 6), Axis.Linear(Math.Min(0, lows.Min()), Math.Max(highs.Max(), found.D.High95), 6));
        bool isQuoted = verdict.State is VerdictState.Diffusing or VerdictState.Converged;
        if (isQuoted)
        {
            canvas.Rectangle(frame.Left, frame.Y(found.D.High95), frame.Right - frame.Left, frame.Y(found.D.Low95) - frame.Y(found.D.High95), "#cfe3f0");
            canvas.Line(frame.Left, frame.Y(found.D.Value), frame.Right, frame.Y(found.D.Value), Colours.Blue, 1.5);
        }

        for (int k = 0; k < curve.LagPs.Length; k++)
        {
            canvas.Line(frame.X(curve.LagPs[k]), frame.Y(lows[k]), frame.X(curve.LagPs[k]), frame.Y(highs[k]), Colours.Ink);
            canvas.Circle(frame.X(curve.LagPs[k]), frame.Y(curve.DA2PerPs[k]), 3, Colours.Ink);
        }

        frame.Draw(isQuoted ? "D against the lag; band: 95 % interval of D" : $"D against the lag ({verdict.StateName}: no D is quoted)", "lag Δ, ps", "D(Δ), Å²/ps");
    }

    // The reason is a chain of statements, one line each.
    private static string[] Caption(RunSnapshot snapshot)
    {
        string run = $"{snapshot.Mobile?.Specie} over {Figures.Time(snapshot.Run.LastPs - snapshot.Run.FirstPs)}";
        return snapshot.Verdict is { } verdict ? [$"{run}, {verdict.StateName}:", .. verdict.Reason.Split("; ")] : [$"{run}: no verdict"];
    }
}
