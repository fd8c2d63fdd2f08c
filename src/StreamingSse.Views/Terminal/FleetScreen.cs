using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Terminal;

/// <summary>The picture of a fleet: its runs with their verdicts, Arrhenius lines, what to do next, correlations, clusters and models.</summary>
/// <remarks>A pure function of what is known and of the size of the terminal.</remarks>
public static class FleetScreen
{
    private const int TwoColumns = 100, ThreeColumns = 150;
    private const int Gutter = 3;

    public static Screen Compose(IReadOnlyList<WatchedRun> runs, FleetState fleet, int width, int height, bool unicode = true)
    {
        var screen = new Screen(Math.Max(1, width), Math.Max(1, height), unicode);
        int margin = width >= 60 ? 1 : 0;
        var inner = new Area(margin, 0, screen.Width - 2 * margin, screen.Height);
        int rowCount = fleet.Rows.Count(row => row.Origin == RowOrigin.Run), references = fleet.Rows.Count - rowCount;
        int materials = fleet.Rows.Where(row => row.Origin == RowOrigin.Run).Select(row => row.Label.Material).Distinct().Count();
        string head = $"{Figures.Of(rowCount, "run", "runs")} of {Figures.Of(materials, "material", "materials")}{(references > 0 ? $" · {Figures.Of(references, "reference", "references")}" : "")}";
        int x = screen.Put(inner.Left, 0, head, Palette.Strong, inner.Width);
        if (runs.Count > 0) screen.Put(x, 0, " · " + RunsScreen.CountsOf(runs), Palette.Plain, inner.Right - x);
        screen.Put(inner.Left, 1, runs.Count > 0 ? RunsScreen.Totals(runs) : "", Palette.Faint, inner.Width);

        Panel notes = MessagesPanel.Of(fleet.Notes.Reverse().Select(note => ($"! {note}", Palette.Faint)), inner.Width);
        int noteRows = Math.Min(notes.WishHeight, Math.Max(0, height / 10));
        var body = inner.Rows(3, Math.Max(0, height - 3 - noteRows));
        Panel[][] columns = Columns(fleet, width);
        int each = (body.Width - Gutter * (columns.Length - 1)) / columns.Length;
        for (int c = 0; c < columns.Length; c++)
            PanelStack.Draw(screen, body with { Left = body.Left + c * (each + Gutter), Width = each }, columns[c]);
        notes.Draw(screen, inner.Rows(height - noteRows, noteRows));
        return screen;
    }

    private static Panel[][] Columns(FleetState fleet, int width)
    {
        Panel runs = FleetPanels.Runs(fleet), lines = FleetPanels.Lines(fleet), advice = FleetPanels.Next(fleet), plot = FleetPlots.Arrhenius(fleet);
        Panel correlations = FleetPanels.Correlations(fleet), clusters = FleetPlots.Clusters(fleet), models = FleetPanels.Models(fleet);
        return width switch
        {
            < TwoColumns => [[advice, runs, lines, plot]],
            < ThreeColumns => [[runs, models], [plot, lines, advice, correlations]],
            _ => [[runs], [plot, lines, advice], [correlations, models, clusters]],
        };
    }
}
