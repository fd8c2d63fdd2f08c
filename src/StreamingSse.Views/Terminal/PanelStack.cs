using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Terminal;

/// <summary>Puts panels under one another: the most wanted comes first; what does not fit is left out from the end.</summary>
internal static class PanelStack
{
    public static void Draw(Screen screen, Area area, Panel[] wanted)
    {
        var panels = new List<Panel>();
        int used = 0;
        foreach (Panel panel in wanted)
        {
            int needed = panel.MinHeight + (panels.Count > 0 ? 1 : 0);
            if (panel.WishHeight < 2 || used + needed > area.Height) continue;
            panels.Add(panel);
            used += needed;
        }

        int spare = area.Height - used, top = area.Top;
        int[] heights = Heights(panels, spare);
        for (int i = 0; i < panels.Count; i++)
        {
            panels[i].Draw(screen, area with { Top = top, Height = heights[i] });
            top += heights[i] + 1;
        }
    }

    // Tables get the rows that they lack, in order; plots share what is left.
    private static int[] Heights(List<Panel> panels, int spare)
    {
        int[] heights = [.. panels.Select(panel => panel.MinHeight)];
        for (int i = 0; i < panels.Count; i++)
        {
            if (panels[i].IsPlot) continue;
            int more = Math.Min(spare, panels[i].WishHeight - heights[i]);
            heights[i] += more;
            spare -= more;
        }
        int[] plots = [.. Enumerable.Range(0, panels.Count).Where(i => panels[i].IsPlot)];
        for (int k = 0; k < plots.Length; k++)
        {
            int more = (spare + plots.Length - k - 1) / (plots.Length - k);
            heights[plots[k]] += more;
            spare -= more;
        }
        return heights;
    }
}
