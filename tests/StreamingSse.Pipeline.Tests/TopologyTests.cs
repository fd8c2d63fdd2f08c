using System.Threading.Channels;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Tests.Wire;

namespace StreamingSse.Pipeline.Tests;

/// <summary>Runs that come and go while the pipeline runs, over a real file.</summary>
public sealed class TopologyTests : IDisposable
{
    private readonly Channel<RunNews> _news = Channel.CreateUnbounded<RunNews>();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_run_that_is_added_later_is_read_to_its_end_and_a_forgotten_one_leaves_nothing_behind()
    {
        await using WatchPipeline pipeline = Topology.Start([], SseConfig.Load([], _ => null), roomFor: 4, hear: news => _news.Writer.TryWrite(news));
        pipeline.Watch(Setup("growing", follow: true));
        while ((await Next<RunNews.SnapshotTaken>()).Joined.Snapshot.FrameCount < 4) ;
        pipeline.Watch(Setup("finished", follow: false));
        Assert.Equal("finished", (await Next<RunNews.RunEnded>()).Run);
        pipeline.Forget("growing");
        Assert.Equal("growing", (await Next<RunNews.RunForgotten>()).Run);
        pipeline.Forget("finished");
        await Next<RunNews.RunForgotten>();
        while (pipeline.Board.Runs.Count > 0) await Task.Delay(1, _patience.Token);
        Assert.False(pipeline.Board.AllOver.IsCompleted); // more may come
    }

    private async Task<T> Next<T>()
        where T : RunNews
    {
        while (true)
        {
            RunNews news = await _news.Reader.ReadAsync(_patience.Token);
            if (news is T wanted) return wanted;
            Assert.IsNotType<RunNews.RunFailed>(news);
        }
    }

    private static RunSetup Setup(string name, bool follow)
    {
        RunPlan plan = RunDiscovery.Find(Path.Combine(Repository.Root, "tests", "data", "vasp", "fixed_cell.XDATCAR"), new RunOptions { FrameFs = 10 });
        var analysis = new AnalysisOptions(new MobileSpecies(plan.MobileSpecies, [], ""));
        return new RunSetup(name, plan, new FollowOptions { Follow = follow }, analysis, UnwrapMode.Displacements, 1, 64 << 20, 8, new SnapshotPace(TimeSpan.FromMilliseconds(1), 1));
    }
}
