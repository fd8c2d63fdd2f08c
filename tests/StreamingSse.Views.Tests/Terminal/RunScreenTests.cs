using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Tests.Golden;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class RunScreenTests
{
    private static readonly RunSnapshot Snapshot = SyntheticRun.Snapshot();

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    [InlineData(40, 12)]
    public void The_picture_is_as_approved(int width, int height) => Approved.Matches($"run-{width}x{height}", Compose(width, height));

    [Fact]
    public void The_picture_in_ASCII_is_as_approved()
    {
        Screen screen = Compose(80, 24, unicode: false);
        Assert.All(screen.ToLines().SelectMany(line => line), c => Assert.InRange(c, ' ', '~'));
        Approved.Matches("run-80x24-ascii", screen);
    }

    [Fact]
    public void Before_the_first_frames_the_picture_says_what_it_waits_for() =>
        Approved.Matches("run-80x24-first", RunScreen.Compose(
            new LiveStatus { Path = "dump.lammpstrj", State = ReadingState.Starting, FileBytes = 1200 }, null, [], 80, 24));

    [Fact]
    public void It_fills_any_size_and_never_more()
    {
        RunSnapshot small = SyntheticRun.Snapshot(100);
        for (int width = 1; width < 220; width += 7)
        {
            for (int height = 1; height < 70; height += 5)
            {
                string[] lines = RunScreen.Compose(SyntheticRun.Status, small, SyntheticRun.History(), width, height).ToLines();
                Assert.Equal(height, lines.Length);
                Assert.All(lines, line => Assert.InRange(Screen.WidthOf(line), 0, width));
            }
        }
    }

    [Fact]
    public void From_the_smallest_terminal_in_use_upwards_D_and_its_unit_are_there()
    {
        foreach ((int width, int height) in new[] { (40, 8), (40, 12), (80, 24), (120, 40), (200, 60) })
            Assert.Contains(Compose(width, height).ToLines(), line => line.Contains("D(Li)  3.21e-6 cm²/s"));
    }

    [Fact]
    public void Numbers_that_cannot_be_stood_behind_are_dashes_not_numbers()
    {
        RunSnapshot good = SyntheticRun.Snapshot(100);
        var undefined = new DiffusionFit(double.NaN, double.NaN, double.NaN);
        RunSnapshot bad = good with
        {
            Mobile = good.Mobile! with { Paper = undefined, Fit = null },
            Species = [.. good.Species.Select(curves => curves with { Paper = undefined, Fit = null, MsdTotalA2 = [double.NaN] })],
            Run = good.Run with
            {
                KineticTemperatureK = new Dictionary<string, double>(),
                StatedTemperatureK = double.NaN,
                LastPs = double.NaN,
            },
            Windows = [],
            Descriptors = [],
            Groups = [],
        };
        string text = string.Join('\n', RunScreen.Compose(SyntheticRun.Status, bad, [], 120, 40).ToLines());

        Assert.DoesNotContain("NaN", text);
        Assert.Contains("not yet: too few frames", text);
        Assert.Contains("needs velocities, or more frames", text);
    }

    [Theory]
    [InlineData(ReadingState.Starting, "starting")]
    [InlineData(ReadingState.Backlog, "reading backlog")]
    [InlineData(ReadingState.Stalled, "stalled for 2 s")]
    [InlineData(ReadingState.Ended, "ended")]
    [InlineData(ReadingState.Failed, "failed")]
    public void The_state_is_a_word(ReadingState state, string word) => Assert.EndsWith(
        "● " + word, RunScreen.Compose(SyntheticRun.Status with { State = state }, null, [], 80, 24).ToLines()[0]);

    [Fact]
    public void What_lies_behind_is_said_in_bytes_and_what_was_given_up_comes_before_all_other_messages()
    {
        LiveStatus status = SyntheticRun.Status with
        {
            State = ReadingState.Backlog,
            FileBytes = 2_124_400_000,
            GivenUp = ["MSD beyond 50 ps over every 8th origin"],
        };
        string[] lines = RunScreen.Compose(status, SyntheticRun.Snapshot(), SyntheticRun.History(), 80, 24).ToLines();

        Assert.Contains(lines, line => line.Contains("read 124 MB of 2.12 GB · 2.00 GB behind"));
        Assert.StartsWith(" ! memory: MSD beyond 50 ps over every 8th origin", lines[^4]);
        Assert.EndsWith("+2 more", lines[^2]);
    }

    private static Screen Compose(int width, int height, bool unicode = true) =>
        RunScreen.Compose(SyntheticRun.Status, Snapshot, SyntheticRun.History(), width, height, unicode);
}
