using StreamingSse.Kernel.Snapshots;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Tests.Golden;

namespace StreamingSse.Views.Tests.Terminal;

public sealed class RunsScreenTests
{
    [Fact]
    public void The_table_is_as_approved() => Approved.Matches("runs-80x16", RunsScreen.Compose(Runs(8), 80, 16));

    [Fact]
    public void A_thousand_runs_are_summed_up_and_those_in_trouble_come_first()
    {
        WatchedRun[] runs = Runs(1000);
        runs[777] = runs[777] with { Status = runs[777].Status with { State = ReadingState.Failed } };
        string[] lines = RunsScreen.Compose(runs, 100, 30).ToLines();

        Assert.StartsWith(" 1000 runs · 1 failed", lines[0]);
        Assert.Contains("1077K", lines[4]);
        int shown = lines.Count(line => line.Contains("K/run") && !line.Contains("(302K"));
        Assert.Contains(lines, line => line.Contains($"… {1000 - shown} more"));
    }

    [Fact]
    public void It_fills_any_size_and_never_more()
    {
        WatchedRun[] runs = Runs(20);
        for (int width = 1; width < 140; width += 9)
        {
            for (int height = 1; height < 40; height += 2)
            {
                string[] lines = RunsScreen.Compose(runs, width, height).ToLines();
                Assert.Equal(height, lines.Length);
                Assert.All(lines, line => Assert.InRange(Screen.WidthOf(line), 0, width));
            }
        }
    }

    [Theory]
    [InlineData("a/300K/dump a/400K/dump", "300K 400K")]
    [InlineData("a/dump.1 a/dump.2", "dump.1 dump.2")]
    [InlineData("x/run y/run", "x y")]
    [InlineData("only/one", "only/one")]
    [InlineData("same same", "same same")]
    [InlineData("dump a/dump", "dump a/dump")]
    public void A_run_is_named_by_what_tells_it_from_the_others(string paths, string names) => Assert.Equal(
        names.Split(' '),
        RunsScreen.Names([.. paths.Split(' ').Select(path => new WatchedRun(new LiveStatus { Path = path }, null))]));

    private static readonly RunSnapshot Known = SyntheticRun.Snapshot(100);

    private static WatchedRun[] Runs(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new WatchedRun(
            SyntheticRun.Status with
            {
                Path = $"/scratch/argyrodite/{300 + i % 1000}K/run{i / 4}", FrameCount = 1000 + 7 * i,
                Events = i == 2 ? SyntheticRun.Status.Events : [],
                State = i % 4 == 3 ? ReadingState.Stalled : ReadingState.Following,
            },
            i % 3 == 2 ? null : Known)),
    ];
}
