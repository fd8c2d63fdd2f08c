using Spectre.Console;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class AnalyzeProgressTests
{
    [Fact]
    public async Task Where_there_is_no_terminal_it_is_silent()
    {
        using var error = new StringWriter();
        Assert.Equal(42, await AnalyzeProgress.ShowAsync(TerminalTraits.Plain, error, Work));
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public async Task On_a_terminal_it_shows_the_share_and_the_rate()
    {
        using var error = new StringWriter();
        Assert.Equal(42, await AnalyzeProgress.ShowAsync(new TerminalTraits(true, true, ColorSystemSupport.NoColors), error, Work));
        Assert.Contains("50%", error.ToString());
        Assert.Contains("4001 frames", error.ToString());
    }

    [Fact]
    public async Task A_failure_of_the_work_reaches_the_caller()
    {
        using var error = new StringWriter();
        await Assert.ThrowsAsync<InvalidDataException>(() => AnalyzeProgress.ShowAsync<int>(
            new TerminalTraits(true, true, ColorSystemSupport.NoColors), error, _ => throw new InvalidDataException()));
    }

    private static Task<int> Work(Action<LiveStatus> report)
    {
        report(SyntheticRun.Status with { BytesRead = 50, FileBytes = 100 });
        return Task.FromResult(42);
    }
}
