using Spectre.Console;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;

namespace StreamingSse.Views.Terminal.Panels;

/// <summary>What is watched, how far it is, how fast it is read, and the D that the person came for.</summary>
internal static class HeaderPanel
{
    private const string Separator = " · ";

    public static Panel Of(LiveStatus status, RunSnapshot? snapshot, bool roomy)
    {
        int rows = (roomy ? 6 : 4) + (snapshot?.Verdict is not { } verdict ? 0 : TimeToPrecision.Of(status, verdict).Any() ? 2 : 1);
        return new Panel(rows, rows, (screen, area) => Draw(screen, area, status, snapshot, roomy));
    }

    private static void Draw(Screen screen, Area area, LiveStatus status, RunSnapshot? snapshot, bool roomy)
    {
        DrawTitle(screen, area, status);
        PutParts(screen, area, 1, [.. Progress(status, snapshot), .. Pace(status, snapshot)], Palette.Plain);
        PutParts(screen, area, 2, [.. Reading(status)], Palette.Faint);
        DrawDiffusion(screen, area, roomy ? 4 : 3, snapshot);
        if (snapshot?.Verdict is { } verdict) DrawVerdict(screen, area, roomy ? 5 : 4, status, verdict);
    }

    private static void DrawVerdict(Screen screen, Area area, int row, LiveStatus status, DiffusionVerdict verdict)
    {
        int x = screen.Put(area.Left, area.Top + row, verdict.StateName, verdict.State == VerdictState.Converged ? Palette.Accent : Palette.Strong);
        PutParts(screen, area with { Left = x }, row, [": " + verdict.Reason], Palette.Plain);
        PutParts(screen, area, row + 1, [.. TimeToPrecision.Of(status, verdict)], Palette.Plain);
    }

    private static void DrawTitle(Screen screen, Area area, LiveStatus status)
    {
        string state = "● " + StateWords(status);
        screen.PutRight(area.Right, area.Top, state, Palette.Of(status.State));
        int room = area.Width - Screen.WidthOf(state) - 2;
        string engine = status.Engine.Length == 0 ? "" : Separator + status.Engine;
        int x = screen.Put(area.Left, area.Top, TailOf(status.Path, room - engine.Length), Palette.Strong);
        screen.Put(x, area.Top, engine, Palette.Faint, area.Left + room - x);
    }

    public static string StateWords(LiveStatus status) => status.State switch
    {
        ReadingState.Starting => "starting",
        ReadingState.Backlog => "reading backlog",
        ReadingState.Following => "following",
        ReadingState.Stalled => status.LastFrameAge is { } age ? $"stalled for {Figures.Age(age)}" : "stalled",
        ReadingState.Ended => "ended",
        _ => "failed",
    };

    /// <summary>How far the run is.</summary>
    public static IEnumerable<string> Progress(LiveStatus status, RunSnapshot? snapshot)
    {
        if (snapshot is { } known && double.IsFinite(known.Run.LastPs - known.Run.FirstPs))
            yield return Figures.Time(known.Run.LastPs - known.Run.FirstPs) + " simulated";
        yield return Figures.Of(status.FrameCount, "frame", "frames");
    }

    private static IEnumerable<string> Pace(LiveStatus status, RunSnapshot? snapshot)
    {
        if (double.IsFinite(status.PsPerHour)) yield return $"{Figures.Number(status.PsPerHour)} ps/h";
        if (status.LastFrameAge is { } age && status.State is ReadingState.Following) yield return $"last frame {Figures.Age(age)} ago";
        if (snapshot?.Run.FramePs is double framePs && framePs > 0) yield return $"one every {Figures.Time(framePs)}";
    }

    private static IEnumerable<string> Reading(LiveStatus status)
    {
        yield return status.FileBytes > 0
            ? $"read {Figures.Bytes(status.BytesRead)} of {Figures.Bytes(status.FileBytes)}"
            : $"read {Figures.Bytes(status.BytesRead)}";
        if (status.State == ReadingState.Backlog) yield return $"{Figures.Bytes(status.BytesBehind)} behind";
        if (double.IsFinite(status.FramesPerSecond)) yield return $"{Figures.Number(status.FramesPerSecond)} frames/s";
        if (double.IsFinite(status.BytesPerSecond)) yield return $"{Figures.Bytes(status.BytesPerSecond)}/s";
    }

    private static void DrawDiffusion(Screen screen, Area area, int row, RunSnapshot? snapshot)
    {
        int y = area.Top + row;
        if (snapshot?.Mobile is not { } mobile)
        {
            screen.Put(area.Left, y, snapshot is null ? "waiting for the first frames" : "no mobile specie", Palette.Faint, area.Width);
            return;
        }

        int x = screen.Put(area.Left, y, $"D({mobile.Specie})  ", Palette.Strong);
        if (mobile.Paper is not { } paper || !double.IsFinite(paper.DA2PerPs))
        {
            screen.Put(x, y, "not yet: too few frames for a line through the MSD", Palette.Faint, area.Right - x);
            return;
        }
        x = screen.Put(x, y, Figures.Cm2PerS(paper.DA2PerPs), Palette.Accent);
        x = screen.Put(x, y, "  " + Figures.A2PerPs(paper.DA2PerPs), Palette.Plain);
        foreach (string note in DiffusionNotes(mobile, paper))
        {
            if (x + Screen.WidthOf(note) > area.Right) break;
            x = screen.Put(x, y, note, Palette.Faint);
        }
    }

    private static IEnumerable<string> DiffusionNotes(MobileDiffusion mobile, DiffusionFit paper)
    {
        yield return $"   lags {Figures.Range(paper.FitFromPs, paper.FitToPs)}";
        yield return $"{Separator}drift {mobile.Drift}";
        if (mobile.Fit is { } fit && double.IsFinite(fit.DA2PerPs))
            yield return $"{Separator}{Figures.Cm2PerS(fit.DA2PerPs)} over {Figures.Range(fit.FitFromPs, fit.FitToPs)}";
    }

    private static void PutParts(Screen screen, Area area, int row, string[] parts, Style style)
    {
        int x = area.Left;
        for (int i = 0; i < parts.Length; i++)
        {
            string part = (i == 0 ? "" : Separator) + parts[i];
            if (i > 0 && x + Screen.WidthOf(part) > area.Right) break;
            x = screen.Put(x, area.Top + row, part, style, area.Right - x);
        }
    }

    // The end of a path tells runs apart, so the beginning is what gives way.
    public static string TailOf(string path, int width)
    {
        if (Screen.WidthOf(path) <= width) return path;
        int skip = 0;
        while (skip < path.Length && Screen.WidthOf(path[skip..]) > width - 1) skip++;
        return "…" + path[skip..];
    }
}
