using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal.Panels;

namespace StreamingSse.Views.Terminal;

/// <summary>What stays on the terminal when a watch is over: how far the run came, D, and where the results are.</summary>
public static class ClosingLines
{
    /// <param name="written">Paths of the files written; empty when none were.</param>
    public static IReadOnlyList<string> Of(LiveStatus status, RunSnapshot? snapshot, IReadOnlyList<string> written, bool unicode = true)
    {
        var lines = new List<string> { $"{status.Path}: {string.Join(" · ", HeaderPanel.Progress(status, snapshot))}" };
        if (snapshot?.Mobile is { } mobile)
            lines.AddRange(new[] { DLine(mobile, mobile.Paper), DLine(mobile, mobile.Fit) }.OfType<string>());
        if (snapshot?.Verdict is { } verdict) lines.Add(string.Join(" · ", [$"{verdict.StateName}: {verdict.Reason}", .. TimeToPrecision.Of(status, verdict)]));
        lines.AddRange(TransportLines.Of(snapshot?.Verdict));
        lines.AddRange((snapshot?.Run.Warnings ?? []).Select(warning => "warning: " + warning));
        lines.AddRange(status.Alarms.Select(alarm => "alarm " + alarm));
        if (written.Count > 0) lines.Add("results: " + Places(written));
        return [.. lines.Select(line => unicode ? Ascii.Printable(line) : Ascii.Of(line))];
    }

    private static string? DLine(MobileDiffusion mobile, DiffusionFit? fit) => fit is null || !double.IsFinite(fit.DA2PerPs)
        ? null
        : $"D({mobile.Specie}) = {Figures.Cm2PerS(fit.DA2PerPs)} ({Figures.A2PerPs(fit.DA2PerPs)}), "
            + $"line through the MSD over lags {Figures.Range(fit.FitFromPs, fit.FitToPs)}, drift {mobile.Drift}";

    // One folder, then the names in it.
    private static string Places(IReadOnlyList<string> written)
    {
        string?[] folders = [.. written.Select(Path.GetDirectoryName).Distinct()];
        return folders is [{ Length: > 0 } folder]
            ? $"{folder}/ ({string.Join(", ", written.Select(Path.GetFileName))})"
            : string.Join(", ", written);
    }
}
