using Spectre.Console;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class LiveViewTests
{
    private static readonly TerminalTraits Coloured = new(true, true, ColorSystemSupport.EightBit);

    private (int Width, int Height) _size = (80, 24);

    [Fact]
    public void What_stands_on_the_terminal_is_the_picture_after_any_sequence_of_pictures_and_sizes()
    {
        var terminal = new TinyTerminal(200, 60);
        using var view = new LiveView(terminal, Coloured, () => _size);
        (int, int, int)[] shown = [(80, 24, 100), (80, 24, 101), (120, 40, 500), (40, 12, 900), (40, 12, 3000), (200, 60, 4001)];
        foreach ((int width, int height, int frames) in shown)
        {
            _size = (width, height);
            (RunSnapshot snapshot, DiffusionPoint[] history) = (SyntheticRun.Snapshot(frames), SyntheticRun.History(frames / 20));
            view.Show(SyntheticRun.Status, snapshot, history);
            Screen picture = RunScreen.Compose(SyntheticRun.Status, snapshot, history, width, height);
            Assert.Equal(picture.ToLines(), terminal.Rows.Take(height));
        }
    }

    [Fact]
    public void A_picture_that_did_not_change_writes_nothing()
    {
        using var output = new StringWriter();
        using var view = Opened(output);
        output.GetStringBuilder().Clear();
        Show(view, SyntheticRun.Status);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void Only_the_rows_that_changed_are_written()
    {
        using var output = new StringWriter();
        using var view = Opened(output);
        output.GetStringBuilder().Clear();
        Show(view, SyntheticRun.Status with { LastFrameAge = TimeSpan.FromSeconds(3) });
        string written = output.ToString();

        Assert.StartsWith("\e[?2026h\e[2;1H", written);
        Assert.EndsWith("\e[K\e[?2026l", written);
        Assert.InRange(written.Length, 1, 150);
    }

    [Fact]
    public void It_never_writes_a_line_feed_which_could_scroll()
    {
        using var output = new StringWriter();
        using (LiveView view = Opened(output)) view.Show([new WatchedRun(SyntheticRun.Status, SyntheticRun.Snapshot(50))]);
        Assert.DoesNotContain('\n', output.ToString());
    }

    [Fact]
    public void The_terminal_is_given_back_as_it_was()
    {
        using var output = new StringWriter();
        LiveView view = Opened(output);
        Assert.StartsWith("\e[?1049h\e[?25l\e[?7l", output.ToString());
        view.Dispose();
        Assert.EndsWith("\e[?7h\e[?25h\e[?1049l", output.ToString());

        output.GetStringBuilder().Clear();
        Show(view, SyntheticRun.Status with { FrameCount = 1 });
        view.Dispose();
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void A_view_that_never_showed_anything_leaves_no_trace()
    {
        using var output = new StringWriter();
        new LiveView(output, Coloured, () => _size).Dispose();
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void Without_colours_no_colour_is_set()
    {
        using var output = new StringWriter();
        using var view = new LiveView(output, Coloured with { Colors = ColorSystemSupport.NoColors }, () => _size);
        Show(view, SyntheticRun.Status);
        Assert.DoesNotContain("\e[38", output.ToString());
        Assert.DoesNotMatch(@"\e\[[0-9;]*3[0-7]m", output.ToString());
    }

    private LiveView Opened(StringWriter output)
    {
        var view = new LiveView(output, Coloured, () => _size);
        Show(view, SyntheticRun.Status);
        return view;
    }

    private static void Show(LiveView view, LiveStatus status) => view.Show(status, SyntheticRun.Snapshot(500), SyntheticRun.History());
}
