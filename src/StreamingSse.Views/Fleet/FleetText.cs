using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Fleet;

/// <summary>A fleet as plain text: what a log or a pipe shows at the end.</summary>
public static class FleetText
{
    private const int Width = 180;

    /// <summary>One line for a log: how many runs are in which state, and how far they are known.</summary>
    public static string Progress(IReadOnlyList<WatchedRun> runs, FleetState fleet)
    {
        if (runs.Count + fleet.Rows.Count == 0) return "looking for runs";
        string verdicts = string.Join(" · ", fleet.Rows.Where(row => row.Origin == RowOrigin.Run).GroupBy(row => row.Diffusion.State).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} {(group.Key.Length > 0 ? group.Key : "without a word yet")}"));
        return $"{Figures.Of(runs.Count, "run", "runs")}: {RunsScreen.CountsOf(runs)} | {verdicts}{(fleet.IsTraining ? " | training" : "")}";
    }

    public static void Write(FleetState fleet, TextWriter output, bool unicode)
    {
        foreach (Panel panel in new[] { FleetPanels.Runs(fleet), FleetPanels.Lines(fleet), FleetPanels.Next(fleet), FleetPanels.Correlations(fleet), FleetPanels.Models(fleet) })
        {
            if (panel.WishHeight < 2) continue;
            var screen = new Screen(Width, panel.WishHeight, unicode);
            panel.Draw(screen, screen.All);
            foreach (string line in screen.ToLines()) output.WriteLine(line);
            output.WriteLine();
        }
        foreach (string kink in fleet.Arrhenius.Where(line => line.Kink is not null).Select(line => $"! {line.Material}: {line.Kink!.InWords}")) output.WriteLine(kink);
        foreach (string note in fleet.Notes) output.WriteLine($"! {note}");
    }
}
