using System.IO.Compression;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>Runs that are spread over several files.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Steps_that_go_on_join_two_files()
    {
        using Follower run = Chain(Runs.Dumps(0, 100, 200), Runs.Dumps(300, 400, 500));
        Assert.Equal([0, 100, 200, 300, 400, 500], run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.Equal(1.0, run.TimesPs[^1], 1e-12);
        Assert.True(run.One<SourceEvent.SegmentStarted>().Joined);
    }

    [Fact]
    public void A_file_that_begins_before_the_last_ones_end_overlaps_and_the_first_copy_counts()
    {
        using Follower run = Chain(Runs.Dumps(0, 100, 200, 300), Runs.Dumps(200, 300, 400, 500));
        Assert.Equal([0, 100, 200, 300, 400, 500], run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        run.One<SourceEvent.RepeatSkipped>();
        Assert.True(run.One<SourceEvent.SegmentStarted>().Joined);
    }

    [Fact]
    public void Steps_missing_between_two_files_break_the_block()
    {
        using Follower run = Chain(Runs.Dumps(0, 100, 200), Runs.Dumps(500, 600));
        Assert.Equal([0, 0, 0, 1, 1], run.Blocks);
        Assert.Equal(1.0, run.TimesPs[3], 1e-12);
        Assert.False(run.One<SourceEvent.SegmentStarted>().Joined);
    }

    [Fact]
    public void A_numbering_that_begins_anew_is_joined_by_the_motion()
    {
        // The second job starts from the first one's last configuration, and writes it again as its step 0.
        using Follower run = Chain(Runs.Dumps(0, 100, 200), Runs.Dump(0, moment: 200) + Runs.Dump(100, moment: 300) + Runs.Dump(200, moment: 400));
        Assert.Equal([0, 100, 200, 100, 200], run.Steps);
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], run.TimesPs.Select(ps => Math.Round(ps, 9)));
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.All(run.Frames, frame => Assert.Equal(0, frame.Origin.Generation));
        Assert.True(run.One<SourceEvent.SegmentStarted>().Joined);
    }

    [Fact]
    public void A_numbering_that_begins_anew_from_elsewhere_breaks_the_block_and_time_goes_on()
    {
        using Follower run = Chain(Runs.Dumps(0, 100, 200), Runs.Dump(0, 3) + Runs.Dump(100, 3));
        Assert.Equal([0, 0, 0, 1, 1], run.Blocks);
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], run.TimesPs.Select(ps => Math.Round(ps, 9)));
        Assert.Contains("Å across the files", run.One<SourceEvent.BlockBroken>().Reason);
    }

    [Fact]
    public void Steps_that_go_on_over_a_jump_of_the_atoms_break_the_block()
    {
        using Follower run = Chain(Runs.Dumps(0, 100, 200), Runs.Dump(300, 3) + Runs.Dump(400, 3));
        Assert.Equal([0, 0, 0, 1, 1], run.Blocks);
    }

    [Fact]
    public void The_next_jobs_file_is_taken_up_while_following()
    {
        RunPlan plan = Plan(_folder.Write("run1/a.dump", Runs.Dumps(0, 100, 200))) with { SegmentPattern = _folder["run*/a.dump"] };
        using Follower run = Follower.Follow(plan);
        run.Wait(5);
        _folder.Write("run2/a.dump", Runs.Dumps(300));
        run.Wait(5);
        _folder.Append("run2/a.dump", Runs.Dumps(400));
        run.Wait(5);
        Assert.Equal([0, 100, 200, 300, 400], run.Steps);
        Assert.Equal([0, 0, 0, 1, 1], run.Frames.Select(frame => frame.Origin.Segment));
    }

    [Fact]
    public void One_file_per_frame_is_one_run_in_order_of_the_numbers_and_an_empty_file_waits()
    {
        foreach (long step in new[] { 0, 50, 100, 150 }) _folder.Write($"frame.{step}.dump", Runs.Dump(step));
        RunPlan found = RunDiscovery.Find(_folder.Path, new RunOptions { TimestepFs = 2, SpecieOfType = new Dictionary<string, string> { ["1"] = "Li", ["2"] = "O" } });
        Assert.True(found.IsFilePerFrame);
        Assert.Equal(["frame.0.dump", "frame.50.dump", "frame.100.dump", "frame.150.dump"], found.Segments.Select(Path.GetFileName));

        using Follower run = Follower.Follow(found);
        run.Wait(1);
        Assert.Equal([0, 50, 100, 150], run.Steps);
        _folder.Write("frame.200.dump", "");
        run.Wait(1);
        Assert.Equal(4, run.Frames.Count);
        _folder.Write("frame.200.dump", Runs.Dump(200));
        run.Wait(1);
        _folder.Write("frame.250.dump", Runs.Dump(250));
        run.Wait(2);
        Assert.Equal([0, 50, 100, 150, 200, 250], run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.Empty(run.Events);
    }

    [Theory]
    [InlineData("XDATCAR.02")]
    [InlineData("XDATCAR")] // the next job writes it, and it is moved away when that has ended
    public void A_folder_with_the_first_of_moved_files_goes_on_with_the_next(string next)
    {
        _folder.Write("XDATCAR.01", Runs.XdatcarHeader + Runs.Configurations(4, 0));
        using Follower run = Follower.Follow(RunDiscovery.Find(_folder.Path, new RunOptions { FrameFs = 100 }));
        run.Wait(200);
        Assert.Equal(4, run.Frames.Count);
        _folder.Write(next, Runs.XdatcarHeader + Runs.Configurations(3, 4));
        run.Wait(200);
        Assert.Equal(7, run.Frames.Count);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.EndsWith(next, run.One<SourceEvent.SegmentStarted>().Path);
        _folder.Write("XDATCAR.notes", "of no concern");
        run.Wait(200);
        Assert.Equal(7, run.Frames.Count);
    }

    [Fact]
    public void A_folder_with_the_first_frames_file_goes_on_with_the_others()
    {
        _folder.Write("frame.0.dump", Runs.Dump(0));
        using Follower run = Follower.Follow(RunDiscovery.Find(_folder.Path, new RunOptions { TimestepFs = 2, SpecieOfType = new Dictionary<string, string> { ["1"] = "Li", ["2"] = "O" } }));
        run.Wait(10);
        foreach (long step in new[] { 50, 100, 150 })
        {
            _folder.Write($"frame.{step}.dump", Runs.Dump(step));
            run.Wait(200);
        }
        Assert.Equal([0, 50, 100, 150], run.Steps);
        Assert.DoesNotContain(run.Events, told => told is not (SourceEvent.SourceStalled or SourceEvent.SourceResumed));
    }

    [Theory]
    [InlineData("traj_300K.lammpstrj", "traj_400K.lammpstrj")]
    [InlineData("li-1.lammpstrj", "li-2.lammpstrj")]
    public void A_number_that_is_part_of_a_name_counts_no_files(string first, string other)
    {
        _folder.Write(first, Runs.Dumps(0, 50));
        using Follower run = Follower.Follow(RunDiscovery.Find(_folder.Path, new RunOptions { TimestepFs = 2, SpecieOfType = new Dictionary<string, string> { ["1"] = "Li", ["2"] = "O" } }));
        _folder.Write(other, Runs.Dumps(100, 150));
        run.Wait(200);
        Assert.Equal([0L], run.Steps.Select(step => step!.Value)); // the second is held back until a third shows the spacing
    }

    [Fact]
    public void A_gzip_of_several_members_is_one_file()
    {
        string path = _folder["run.dump.gz"];
        File.WriteAllBytes(path, [.. Zip(Runs.Dumps(0, 100)), .. Zip(Runs.Dumps(200, 300))]);
        using Follower run = Follower.ReadAll(Plan(path));
        Assert.Equal([0, 100, 200, 300], run.Steps);
        Assert.Equal(Runs.Dumps(0, 100, 200, 300).Length, run.Frames[^1].Origin.EndOffset);
    }

    [Fact]
    public void A_gzip_that_grows_can_be_followed()
    {
        string path = _folder["run.dump.gz"];
        byte[] zipped = Zip(string.Concat(Enumerable.Range(0, 300).Select(i => Runs.Dump(100 * i))));
        File.WriteAllBytes(path, zipped[..(zipped.Length / 2)]);
        using Follower run = Follower.Follow(Plan(path));
        run.Wait(1);
        int half = run.Frames.Count;
        Assert.InRange(half, 1, 299);
        using (FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) file.Write(zipped.AsSpan(zipped.Length / 2));
        run.Wait(1);
        Assert.Equal(300, run.Frames.Count);
        Assert.Empty(run.Events);
    }

    [Fact]
    public void A_cut_gzip_gives_its_whole_frames()
    {
        string path = _folder["run.dump.gz"];
        byte[] zipped = Zip(string.Concat(Enumerable.Range(0, 100).Select(i => Runs.Dump(100 * i))));
        File.WriteAllBytes(path, zipped[..(zipped.Length / 2)]);
        using Follower run = Follower.ReadAll(Plan(path));
        Assert.InRange(run.Frames.Count, 1, 99);
        run.One<SourceEvent.TailIgnored>();
    }

    public void Dispose() => _folder.Dispose();

    private Follower Chain(params string[] texts) => Follower.ReadAll(Plan([.. texts.Select((text, i) => _folder.Write($"run{i + 1}/a.dump", text))]));

    private static RunPlan Plan(params string[] paths) => Runs.Plan(TrajectoryFormat.LammpsDump, paths);

    private static byte[] Zip(string text)
    {
        var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress)) zip.Write(System.Text.Encoding.ASCII.GetBytes(text));
        return bytes.ToArray();
    }
}
