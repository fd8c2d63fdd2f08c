using Spectre.Console;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal.Panels;
using Panel = StreamingSse.Views.Terminal.Panels.Panel;

namespace StreamingSse.Views.Terminal;

/// <summary>The picture of several watched runs: one line each. A pure function of what is known and of the size of the terminal.</summary>
public static class RunsScreen
{
    private const int MinNameWidth = 14;

    public static Screen Compose(IReadOnlyList<WatchedRun> runs, int width, int height, bool unicode = true)
    {
        var screen = new Screen(Math.Max(1, width), Math.Max(1, height), unicode);
        int margin = width >= 60 ? 1 : 0;
        var inner = new Area(margin, 0, screen.Width - 2 * margin, screen.Height);
        string[] names = Names(runs);

        Panel messages = MessagesPanel.Of(Messages(runs, names), inner.Width);
        int messageRows = Math.Min(messages.WishHeight, Math.Max(1, height / 8));
        int tableRows = Math.Max(0, height - 3 - messageRows);

        int x = screen.Put(inner.Left, 0, Figures.Of(runs.Count, "run", "runs"), Palette.Strong, inner.Width);
        screen.Put(x, 0, " · " + CountsOf(runs), Palette.Plain, inner.Right - x);
        screen.Put(inner.Left, 1, Totals(runs), Palette.Faint, inner.Width);
        TableOf(runs, names, tableRows - 1, inner.Width).Draw(screen, inner.Rows(3, tableRows));
        messages.Draw(screen, inner.Rows(height - messageRows, messageRows));
        return screen;
    }

    /// <summary>How many runs are in each state, in words.</summary>
    internal static string CountsOf(IReadOnlyList<WatchedRun> runs) => string.Join(
        " · ",
        runs.GroupBy(run => run.Status.State).OrderByDescending(group => Urgency(group.Key)).ThenBy(group => group.Key)
            .Select(group => $"{Figures.Count(group.Count())} {HeaderPanel.StateWords(new LiveStatus { Path = "", State = group.Key })}"));

    internal static string Totals(IReadOnlyList<WatchedRun> runs)
    {
        double framesPerSecond = runs.Sum(run => double.IsFinite(run.Status.FramesPerSecond) ? run.Status.FramesPerSecond : 0);
        double bytesPerSecond = runs.Sum(run => double.IsFinite(run.Status.BytesPerSecond) ? run.Status.BytesPerSecond : 0);
        long behind = runs.Sum(run => run.Status.BytesBehind);
        return $"{Figures.Number(framesPerSecond)} frames/s · {Figures.Bytes(bytesPerSecond)}/s · {Figures.Bytes(behind)} behind";
    }

    /// <summary>Paths without the folders and the file name that all of them share: what tells one run from another.</summary>
    internal static string[] Names(IReadOnlyList<WatchedRun> runs)
    {
        string[][] parts = [.. runs.Select(run => run.Status.Path.Split('/'))];
        if (parts.Length < 2) return [.. runs.Select(run => run.Status.Path)];
        int ahead = 0, behind = 0;
        while (parts.All(p => ahead < p.Length - 1 && p[ahead] == parts[0][ahead])) ahead++;
        while (parts.All(p => behind < p.Length - 1 - ahead && p[^(behind + 1)] == parts[0][^(behind + 1)])) behind++;
        return [.. parts.Select(p => string.Join('/', p[ahead..^behind]))];
    }

    // Rows keep their places while all fit; when they do not, the runs that need someone come first.
    private static TextTable TableOf(IReadOnlyList<WatchedRun> runs, string[] names, int rows, int width)
    {
        int nameWidth = Math.Max(MinNameWidth, width - 64);
        var table = new TextTable(
            new("run", Justify.Left), new("state", Justify.Left),
            new("D cm²/s"), new("ps"), new("T K"), new("frames"), new("ps/h"), new("warnings"));
        IEnumerable<int> order = Enumerable.Range(0, runs.Count);
        if (runs.Count > rows) order = order.OrderByDescending(i => Urgency(runs[i].Status.State));
        foreach (int i in order.Take(Math.Max(0, runs.Count > rows ? rows - 1 : rows)))
            table.Add(Row(runs[i], HeaderPanel.TailOf(names[i], nameWidth)));
        table.LeftOut = runs.Count - table.RowCount;
        return table;
    }

    private static TextTable.Cell[] Row(WatchedRun run, string name)
    {
        (LiveStatus status, RunSnapshot? snapshot) = (run.Status, run.Snapshot);
        double dA2PerPs = snapshot?.Mobile?.Paper?.DA2PerPs ?? double.NaN;
        int warnings = snapshot?.Run.Warnings.Count ?? 0;
        return
        [
            new(name, Palette.Plain),
            new(HeaderPanel.StateWords(status), Palette.Of(status.State)),
            new(Figures.Scientific(dA2PerPs * Kernel.Units.Cm2PerSPerA2PerPs), Palette.Accent),
            Figures.Number(snapshot is null ? double.NaN : snapshot.Run.LastPs - snapshot.Run.FirstPs),
            Figures.Number(snapshot is null ? double.NaN : Figures.KineticK(snapshot.Run)),
            Figures.Count(status.FrameCount),
            Figures.Number(status.PsPerHour),
            warnings > 0 ? new TextTable.Cell(Figures.Count(warnings), Palette.Alarm) : "",
        ];
    }

    private static IEnumerable<(string Text, Style Style)> Messages(IReadOnlyList<WatchedRun> runs, string[] names)
    {
        foreach (string givenUp in runs.SelectMany(run => run.Status.GivenUp).Distinct())
            yield return ("! memory: " + givenUp, Palette.Alarm);
        var events = runs.SelectMany((run, i) => run.Status.Events.Select(happened => (Name: names[i], Happened: happened)));
        foreach ((string name, LiveEvent happened) in events.OrderByDescending(pair => pair.Happened.At).Take(20))
            yield return ($"{MessagesPanel.EventText(happened)} ({name})", Palette.Faint);
    }

    private static int Urgency(ReadingState state) => state switch
    {
        ReadingState.Failed => 3,
        ReadingState.Stalled => 2,
        ReadingState.Ended => 0,
        _ => 1,
    };
}
