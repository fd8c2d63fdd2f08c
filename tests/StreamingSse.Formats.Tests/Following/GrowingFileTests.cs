using FsCheck;
using FsCheck.Fluent;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>Files that are written, cut, replaced and filled while they are followed.</summary>
public sealed class GrowingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_that_grows_in_any_pieces_gives_the_frames_of_the_finished_file()
    {
        string text = Runs.Dumps(0, 100, 200, 300, 200, 300, 400, 600, 700);
        using Follower whole = Follower.ReadAll(Runs.Plan(TrajectoryFormat.LammpsDump, _folder.Write("whole", text)));
        var pieces = Gen.Choose(1, 900).ArrayOf(60).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(pieces, lengths => Same(whole, FollowPieces(text, lengths))));
    }

    [Fact]
    public void A_file_cut_at_any_byte_gives_only_frames_of_the_whole_file_and_all_of_them_when_it_is_completed()
    {
        string text = Runs.Dumps(0, 100, 200);
        for (int cut = 1; cut < text.Length; cut += 13)
        {
            string path = _folder.Write("cut", text[..cut]);
            using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
            run.Drain();
            _folder.Append("cut", text[cut..]);
            run.Drain();
            _folder.Append("cut", Runs.Dump(300));
            run.Drain();
            Assert.Equal([0, 100, 200, 300], run.Steps);
            Assert.Empty(run.Events);
        }
    }

    [Fact]
    public void A_file_that_was_cut_is_read_again_from_its_start()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200, 300));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
        run.Drain();
        _folder.Write("run", Runs.Dumps(0, 100));
        run.Wait(1);
        _folder.Append("run", Runs.Dumps(200));
        run.Wait(1);
        Assert.Equal([0, 100, 200, 300, 0, 100, 200], run.Steps);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], run.Frames.Select(frame => frame.Origin.Generation));
        Assert.Contains("cut", run.One<SourceEvent.SourceRestarted>().Reason);
    }

    [Fact]
    public void A_file_written_anew_beyond_the_old_end_is_noticed_by_its_bytes()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
        run.Drain();
        _folder.Write("run", Runs.Dump(0, 1) + Runs.Dump(100, 1) + Runs.Dump(200, 1) + Runs.Dump(300, 1) + Runs.Dump(400, 1));
        run.Wait(1);
        Assert.Equal([0, 100, 200, 0, 100, 200, 300, 400], run.Steps);
        Assert.Contains("anew", run.One<SourceEvent.SourceRestarted>().Reason);
    }

    [Fact]
    public void A_file_replaced_by_another_is_read_from_its_start_after_the_rest_of_the_old_one()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
        run.Drain();
        run.Wait(1);
        _folder.Append("run", Runs.Dumps(300));
        File.Move(path, _folder["run.old"]);
        _folder.Write("run", Runs.Dump(0, 1) + Runs.Dump(100, 1) + Runs.Dump(200, 1));
        run.Wait(10);
        Assert.Equal([0, 100, 200, 300, 0, 100, 200], run.Steps);
        Assert.Contains("replaced", run.One<SourceEvent.SourceRestarted>().Reason);
    }

    [Fact]
    public void An_XDATCAR_replaced_in_place_by_the_next_job_is_the_next_segment()
    {
        // Steady motion, so that the next job's first frame lies one frame after the last one and far from the first.
        static string Moving(int from, int count) => Runs.XdatcarHeader
            + string.Concat(Enumerable.Range(0, count).Select(i => Runs.Configuration(i + 1, 0, shiftA: 0.3 * (from + i))));
        string path = _folder.Write("XDATCAR", Moving(0, 6));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.Xdatcar, path));
        run.Drain();
        _folder.Write("XDATCAR", Moving(6, 3));
        run.Wait(5);
        Assert.Equal(9, run.Frames.Count);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1], run.Frames.Select(frame => frame.Origin.Segment));
        Assert.All(run.Frames, frame => Assert.Equal((0, 0), (frame.Origin.Generation, frame.Origin.Block)));
        Assert.Equal(0.8, run.TimesPs[^1], 1e-12);
        Assert.True(run.One<SourceEvent.SegmentStarted>().Joined);
        Assert.Empty(run.Events.OfType<SourceEvent.SourceRestarted>());
    }

    [Fact]
    public void An_XDATCAR_that_begins_again_from_the_start_is_read_again()
    {
        string text = Runs.XdatcarHeader + string.Concat(Enumerable.Range(0, 6).Select(i => Runs.Configuration(i + 1, 0, shiftA: 0.3 * i)));
        string path = _folder.Write("XDATCAR", text);
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.Xdatcar, path));
        run.Drain();
        _folder.Write("XDATCAR", Runs.XdatcarHeader + Runs.Configuration(1, 0));
        run.Wait(5);
        Assert.Equal(1, run.Frames[^1].Origin.Generation);
        run.One<SourceEvent.SourceRestarted>();
    }

    [Fact]
    public void A_hole_holds_the_reader_back_until_it_is_filled_and_is_told_once()
    {
        string text = Runs.Dumps(0, 100, 200, 300);
        int from = Runs.Dump(0).Length + 200, to = from + 300;
        string path = _folder.Write("run", text[..from] + new string('\0', to - from) + text[to..]);
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
        run.Wait(3);
        Assert.Equal([0], run.Steps);
        Assert.Equal(from, run.One<SourceEvent.HoleSeen>().Offset);

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = from;
            file.Write(System.Text.Encoding.ASCII.GetBytes(text[from..to]));
        }
        run.Wait(3);
        Assert.Equal([0, 100, 200, 300], run.Steps);
        run.One<SourceEvent.HoleSeen>();
    }

    [Fact]
    public void A_stall_is_told_once_and_so_is_its_end()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path), new FollowOptions { StallMinimum = TimeSpan.FromSeconds(30), StallFactor = 10 });
        for (int step = 200; step < 800; step += 100)
        {
            run.Wait(8);
            _folder.Append("run", Runs.Dump(step));
        }
        run.Wait(70); // ten intervals of 8 s are 80 s
        Assert.Empty(run.Events);
        run.Wait(40);
        Assert.InRange(run.One<SourceEvent.SourceStalled>().Since.TotalSeconds, 75, 90);
        _folder.Append("run", Runs.Dump(800));
        run.Wait(5);
        run.One<SourceEvent.SourceResumed>();
    }

    [Fact]
    public void A_followed_run_ends_when_it_is_asked_to_and_keeps_its_last_frame()
    {
        using var finish = new CancellationTokenSource();
        string path = _folder.Write("run", Runs.Dumps(0, 100));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path), new FollowOptions { Finish = finish.Token });
        run.Wait(1);
        Assert.Equal([0], run.Steps); // the second frame waits until the spacing is sure
        _folder.Append("run", Runs.Dumps(200) + "ITEM: TIMESTEP\n300\n");
        finish.Cancel();
        run.Wait(1);
        Assert.True(run.HasEnded);
        Assert.Equal([0, 100, 200], run.Steps);
        run.One<SourceEvent.TailIgnored>();
        run.One<SourceEvent.SourceEnded>();
    }

    [Fact]
    public void A_followed_run_ends_when_nothing_was_written_for_the_time_given()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path), new FollowOptions { EndAfter = TimeSpan.FromSeconds(20) });
        run.Wait(15);
        Assert.False(run.HasEnded);
        run.Wait(10);
        Assert.True(run.HasEnded);
    }

    [Fact]
    public void A_followed_run_ends_when_the_engines_process_has_ended()
    {
        string path = _folder.Write("run", Runs.Dumps(0, 100, 200));
        using Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path), new FollowOptions { EnginePid = Environment.ProcessId });
        run.Wait(5);
        Assert.False(run.HasEnded);
        using Follower other = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path), new FollowOptions { EnginePid = int.MaxValue });
        other.Wait(5);
        Assert.True(other.HasEnded);
        Assert.Contains("process", other.One<SourceEvent.SourceEnded>().Reason);
    }

    [Fact]
    public void A_file_that_is_not_there_yet_is_waited_for_when_asked()
    {
        RunPlan plan = Runs.Plan(TrajectoryFormat.LammpsDump, _folder["later"]);
        using Follower run = Follower.Follow(plan, new FollowOptions { WaitForFile = true });
        run.Wait(2);
        _folder.Write("later", Runs.Dumps(0, 100, 200));
        run.Wait(1);
        Assert.Equal(3, run.Frames.Count);
        using Follower strict = Follower.Follow(plan with { Segments = [_folder["never"]] });
        Assert.Throws<BadInputException>(() => strict.Drain());
    }

    [Fact]
    public void Polling_looks_closely_when_a_frame_is_due_and_seldom_when_none_comes()
    {
        var pace = new PollPace(new FollowOptions());
        for (int i = 0; i < 30; i++) pace.Grew(TimeSpan.FromSeconds(1), 1);
        Assert.InRange(pace.Delay(TimeSpan.FromSeconds(0.1)).TotalSeconds, 0.5, 0.9);
        pace.Grew(TimeSpan.FromMinutes(5), 1); // a pause changes nothing
        Assert.InRange(pace.Delay(TimeSpan.FromSeconds(0.95)).TotalSeconds, 0.01, 0.08);
        Assert.InRange(pace.Delay(TimeSpan.FromSeconds(1.05)).TotalSeconds, 0.01, 0.08);
        Assert.Equal(2, pace.Delay(TimeSpan.FromMinutes(1)).TotalSeconds);
    }

    public void Dispose() => _folder.Dispose();

    private Follower FollowPieces(string text, int[] lengths)
    {
        string path = _folder.Write("pieces", "");
        Follower run = Follower.Follow(Runs.Plan(TrajectoryFormat.LammpsDump, path));
        int at = 0;
        foreach (int length in lengths)
        {
            int end = Math.Min(text.Length, at + length);
            _folder.Append("pieces", text[at..end]);
            at = end;
            run.Wait(0.2);
        }
        _folder.Append("pieces", text[at..]);
        run.Wait(0.2);
        return run;
    }

    private static bool Same(Follower whole, Follower pieces)
    {
        using (pieces)
            return whole.Frames.Count == pieces.Frames.Count && whole.Frames.Zip(pieces.Frames).All(pair =>
                (pair.First.Step, pair.First.TimePs, pair.First.Origin) == (pair.Second.Step, pair.Second.TimePs, pair.Second.Origin)
                && pair.First.PositionsA.AsSpan().SequenceEqual(pair.Second.PositionsA));
    }
}
