using System.Text;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>The stream of frames: who owns them, how it ends, what it costs.</summary>
public sealed class TrajectorySourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_frame_is_seen_soon_after_it_was_written()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        var source = new TrajectorySource(Plan(path), new FollowOptions { Follow = true }, _ => { }, TimeProvider.System);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        long written = 0;
        var delays = new List<TimeSpan>();
        await foreach (Frame frame in source.ReadAllAsync(limit.Token))
        {
            using (frame)
            {
                if (frame.Step >= 300) delays.Add(TimeProvider.System.GetElapsedTime(written));
                if (frame.Step >= 1200) break;
                if (frame.Step < 200) continue;
                await Task.Delay(40, limit.Token);
                written = TimeProvider.System.GetTimestamp();
                _folder.Append("run", Runs.Dump(frame.Step!.Value + 100));
            }
        }
        Assert.Equal(0.2, source.FramePs, 1e-12);
        delays.Sort();
        Assert.InRange(delays[delays.Count / 2].TotalMilliseconds, 0, 100);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_at_once()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        var options = new FollowOptions { Follow = true, PollMin = TimeSpan.FromMinutes(1), PollMax = TimeSpan.FromMinutes(2) };
        using var stop = new CancellationTokenSource();
        var source = new TrajectorySource(Plan(path), options, _ => { }, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Frame frame in source.ReadAllAsync(stop.Token))
                using (frame)
                    if (frame.Step == 200) stop.CancelAfter(20);
        });
    }

    [Fact]
    public void No_frame_is_lost_to_the_pool_when_reading_stops_anywhere()
    {
        string path = _folder.Write("run", "0\n10\n20\n30\n10\n20\n30\n40\n70\n75\n80\nx\n90\n90");
        for (int taken = 0; taken < 12; taken++)
        {
            var parser = new LineFrames();
            using (var reader = new RunReader(Plan(path), new FollowOptions(), _ => { }, new ManualClock(), file => new TextFeed(file, parser)))
                for (int i = 0; i < taken && reader.Next().Frame is Frame frame; i++) frame.Dispose();
            Assert.Equal(0, parser.Pool.RentedCount);
        }
    }

    [Fact]
    public void Reading_allocates_nothing_per_frame()
    {
        string path = _folder.Write("run", string.Concat(Enumerable.Range(0, 3000).Select(i => Runs.Dump(100 * i))));
        using var feeds = new SegmentFeeds(Plan(path), new FollowOptions(), TimeProvider.System);
        using var reader = new RunReader(Plan(path), new FollowOptions { Follow = true }, _ => { }, new ManualClock(), feeds.Open);
        for (int i = 0; i < 500; i++) reader.Next().Frame!.Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2000; i++) reader.Next().Frame!.Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000); // less than a byte per frame
    }

    public void Dispose() => _folder.Dispose();

    private static RunPlan Plan(string path) => Runs.Plan(TrajectoryFormat.LammpsDump, path);

    /// <summary>One line, one frame: its step.</summary>
    private sealed class LineFrames : IFrameParser
    {
        public FramePool Pool { get; } = new(Runs.AtomCount);

        public IReadOnlyList<string> AtomLabels => [];

        public ParseStep Parse(ReadOnlySpan<byte> lines)
        {
            int end = lines.IndexOf((byte)'\n') + 1;
            if (end == 0) end = lines.Length;
            if (!long.TryParse(Encoding.ASCII.GetString(lines[..end]), out long step)) return new ParseStep(end, null, new BadInput("line", "a step", "x"));
            Frame frame = Pool.Rent();
            frame.Step = step;
            return new ParseStep(end, frame, null);
        }

        public void Restart()
        {
            // Nothing is kept.
        }

        public void Carry(StateCarrier state)
        {
            // Nothing is kept.
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
