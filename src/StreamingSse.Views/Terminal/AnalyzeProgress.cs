using Spectre.Console;

namespace StreamingSse.Views.Terminal;

/// <summary>A progress bar on standard error while finished files are read; nothing where standard error is not a terminal.</summary>
public static class AnalyzeProgress
{
    // A bar redrawn more often than this only costs.
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <param name="work">The reading; it says how far it is through the action it is given, from any thread, at any rate.</param>
    public static Task<T> ShowAsync<T>(TerminalTraits traits, TextWriter error, Func<Action<LiveStatus>, Task<T>> work)
    {
        if (!traits.IsInteractive) return work(_ => { });
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = traits.Colors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(error),
        });
        console.Profile.Capabilities.Unicode = traits.Unicode;
        var progress = console.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { CompletedStyle = Palette.Accent, FinishedStyle = Palette.Accent },
            new PercentageColumn(),
            new RemainingTimeColumn());
        progress.RefreshRate = Refresh;
        return progress.StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask("reading", maxValue: 1);
            bar.IsIndeterminate = true;
            return await work(status => Report(bar, status, traits.Unicode));
        });
    }

    private static void Report(ProgressTask bar, LiveStatus status, bool unicode)
    {
        string[] parts =
        [
            Figures.Of(status.FrameCount, "frame", "frames"),
            double.IsFinite(status.FramesPerSecond) ? $"{Figures.Number(status.FramesPerSecond)} frames/s" : "",
            double.IsFinite(status.BytesPerSecond) ? $"{Figures.Bytes(status.BytesPerSecond)}/s" : "",
        ];
        string text = string.Join(" · ", parts.Where(part => part.Length > 0));
        bar.Description = Markup.Escape(unicode ? text : Ascii.Of(text));
        if (status.FileBytes <= 0) return;
        bar.IsIndeterminate = false;
        bar.MaxValue = status.FileBytes;
        bar.Value = status.BytesRead;
    }
}
