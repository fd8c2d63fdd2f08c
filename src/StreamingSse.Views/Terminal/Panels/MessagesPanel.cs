using Spectre.Console;
using StreamingSse.Kernel.Snapshots;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>What was given up, warnings and the last events, each wrapped to the width.</summary>
internal static class MessagesPanel
{
    public static Panel Of(IEnumerable<(string Text, Style Style)> all, int width)
    {
        List<(string Text, Style Style)[]> messages = [.. all.Select(message => Wrapped(message.Text, message.Style, width))];
        int rows = messages.Sum(lines => lines.Length);
        return new Panel(Math.Min(rows, 1), rows, (screen, area) => Draw(screen, area, messages));
    }

    /// <summary>The messages of one run, the most urgent first.</summary>
    /// <param name="withInferred">Where the picture has no room for a panel of its own, what was inferred is told here.</param>
    public static IEnumerable<(string Text, Style Style)> Of(LiveStatus status, RunSnapshot? snapshot, bool withInferred)
    {
        foreach (string alarm in status.Alarms) yield return ("! alarm " + alarm, Palette.Alarm);
        foreach (string givenUp in status.GivenUp) yield return ("! memory: " + givenUp, Palette.Alarm);
        foreach (string warning in snapshot?.Run.Warnings ?? []) yield return ("! " + warning, Palette.Alarm);
        LiveEvent[] newestFirst = [.. status.Events.Reverse()];
        if (newestFirst.Length > 0) yield return (EventText(newestFirst[0]), Palette.Faint);
        if (withInferred && snapshot is { Run.Inferred.Count: > 0 })
            yield return ($"inferred: {string.Join(", ", snapshot.Run.Inferred.Select(FactText))}", Palette.Faint);
        foreach (LiveEvent happened in newestFirst.Skip(1)) yield return (EventText(happened), Palette.Faint);
    }

    public static string EventText(LiveEvent happened) =>
        $"{happened.At:HH:mm:ss} {happened.Text}{(happened.Count > 1 ? $" ×{Figures.Count(happened.Count)}" : "")}";

    private static string FactText(Inferred fact) => $"{fact.What} {fact.Value} ({fact.From})";

    // In their order, as many as fit, the most urgent first; the end of the last row says how many did not.
    private static void Draw(Screen screen, Area area, List<(string Text, Style Style)[]> messages)
    {
        int row = 0, shown = 0;
        for (; shown < messages.Count && row < area.Height; shown++)
        {
            (string Text, Style Style)[] lines = messages[shown];
            int take = Math.Min(lines.Length, area.Height - row);
            for (int i = 0; i < take; i++)
            {
                bool isCut = i == take - 1 && take < lines.Length;
                screen.Put(area.Left, area.Top + row++, isCut ? lines[i].Text + " …" : lines[i].Text, lines[i].Style, area.Width);
            }
        }
        if (shown < messages.Count && row > 0)
            screen.PutRight(area.Right, area.Top + row - 1, $" +{messages.Count - shown} more", Palette.Faint);
    }

    private static (string Text, Style Style)[] Wrapped(string text, Style style, int width)
    {
        var lines = new List<(string, Style)>();
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && Screen.WidthOf(line) + 1 + Screen.WidthOf(word) > width)
            {
                lines.Add((line, style));
                line = "  " + word;
            }
            else line = line.Length == 0 ? word : line + " " + word;
        }
        lines.Add((line, style));
        return [.. lines];
    }
}
