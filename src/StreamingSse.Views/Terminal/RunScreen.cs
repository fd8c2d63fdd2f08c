using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Terminal;

/// <summary>The picture of one watched run: a pure function of what is known and of the size of the terminal.</summary>
public static class RunScreen
{
    private const int Gutter = 3;

    // Widths from which there is room for one column more.
    private const int TwoColumns = 70, ThreeColumns = 110, FourColumns = 160;

    /// <param name="history">D against time, oldest first.</param>
    public static Screen Compose(
        LiveStatus status, RunSnapshot? snapshot, IReadOnlyList<DiffusionPoint> history, int width, int height, bool unicode = true)
    {
        var screen = new Screen(Math.Max(1, width), Math.Max(1, height), unicode);
        bool roomy = height >= 30;
        int margin = width >= 60 ? 1 : 0;
        var inner = new Area(margin, 0, screen.Width - 2 * margin, screen.Height);

        Panel header = HeaderPanel.Of(status, snapshot, roomy);
        bool withInferred = inner.Width < ThreeColumns || !roomy;
        Panel messages = MessagesPanel.Of(MessagesPanel.Of(status, snapshot, withInferred), inner.Width);
        int messageRows = Math.Min(messages.WishHeight, Math.Max(1, height / 8));
        int footerRows = height >= 20 ? 1 : 0;
        int bodyRows = height - header.WishHeight - messageRows - footerRows - (roomy ? 1 : 0);

        header.Draw(screen, inner.Rows(0, header.WishHeight));
        DrawBody(screen, inner.Rows(header.WishHeight, bodyRows), status, snapshot, history);
        messages.Draw(screen, inner.Rows(height - footerRows - messageRows, messageRows));
        if (footerRows > 0) screen.Put(inner.Left, height - 1, Footer(status), Palette.Faint, inner.Width);
        return screen;
    }

    private static void DrawBody(Screen screen, Area area, LiveStatus status, RunSnapshot? snapshot, IReadOnlyList<DiffusionPoint> history)
    {
        if (area.Height < 2) return;
        Panel[][] columns = Columns(area.Width, snapshot, history);
        int width = (area.Width - Gutter * (columns.Length - 1)) / columns.Length;
        for (int c = 0; c < columns.Length; c++)
            PanelStack.Draw(screen, area with { Left = area.Left + c * (width + Gutter), Width = width }, columns[c]);
    }

    private static Panel[][] Columns(int width, RunSnapshot? snapshot, IReadOnlyList<DiffusionPoint> history)
    {
        Panel d = PlotPanels.DiffusionAgainstTime(history), vdos = PlotPanels.Vdos(snapshot), vacf = PlotPanels.Vacf(snapshot);
        Panel msd = PlotPanels.MsdAgainstLag(snapshot), logLog = PlotPanels.MsdLogLog(snapshot), axes = PlotPanels.MsdPerAxis(snapshot);
        Panel species = TablePanels.Species(snapshot), windows = TablePanels.Windows(snapshot);
        Panel descriptors = TablePanels.Descriptors(snapshot), inferred = TablePanels.Inferred(snapshot);
        return width switch
        {
            < TwoColumns => [[d, species, msd, vdos, windows]],
            < ThreeColumns => [[d, vdos], [msd, species, windows, logLog, descriptors]],
            < FourColumns => [[d, vdos], [msd, logLog], [species, descriptors, windows, inferred, axes]],
            _ => [[d, vdos], [msd, logLog], [species, windows, inferred, axes], [descriptors, vacf]],
        };
    }

    private static string Footer(LiveStatus status)
    {
        string results = status.ResultsFolder is { } folder ? $"; results go to {folder}" : "";
        return status.State == ReadingState.Ended ? $"ended{results}" : $"Ctrl-C ends the watch, the run goes on{results}";
    }
}
