using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>Each sign of a restart and what it means, by name.</summary>
public sealed class RestartRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Steps_that_come_again_are_skipped_and_the_first_copy_counts()
    {
        // After a kill at 300 the engine went back to its restart at 100; the second copy is marked by a shift of 3 Å.
        string text = Runs.Dumps(0, 100, 200, 300) + Runs.Dump(100, 3) + Runs.Dump(200, 3) + Runs.Dump(300, 3) + Runs.Dumps(400, 500);
        using Follower run = Read(text);
        Assert.Equal([0, 100, 200, 300, 400, 500], run.Steps);
        Assert.Equal(Runs.PositionA(0, 0, 200), run.Frames[2].PositionsA[0], 1e-6);
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1.0], run.TimesPs);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        SourceEvent.RepeatSkipped repeat = run.One<SourceEvent.RepeatSkipped>();
        Assert.Equal((100, 300), (repeat.FromStep, repeat.ToStep));
    }

    [Fact]
    public void A_second_restart_within_a_repeat_is_told_too()
    {
        using Follower run = Read(Runs.Dumps(0, 100, 200, 300, 100, 200, 100, 200, 300, 400));
        Assert.Equal([0, 100, 200, 300, 400], run.Steps);
        Assert.Equal(2, run.Events.OfType<SourceEvent.RepeatSkipped>().Count());
    }

    [Fact]
    public void A_restart_whose_motion_differs_begins_a_new_block_and_time_goes_on()
    {
        string text = Runs.Dumps(0, 100, 200, 300) + Runs.Dump(300, 3) + Runs.Dump(400, 3) + Runs.Dump(500, 3);
        using Follower run = Read(text);
        Assert.Equal([0, 100, 200, 300, 400, 500], run.Steps);
        Assert.Equal([0, 0, 0, 0, 1, 1], run.Blocks);
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1.0], run.TimesPs);
        Assert.Contains("Å across the restart", run.One<SourceEvent.BlockBroken>().Reason);
    }

    [Fact]
    public void A_step_back_to_the_first_value_in_the_same_file_is_a_new_run()
    {
        using Follower run = Read(Runs.Dumps(100, 200, 300, 400, 100, 200, 300));
        Assert.Equal([100, 200, 300, 400, 100, 200, 300], run.Steps);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], run.Frames.Select(frame => frame.Origin.Generation));
        Assert.Equal([0, 0.2, 0.4, 0.6, 0, 0.2, 0.4], run.TimesPs);
        Assert.Equal(100, run.One<SourceEvent.NewRunStarted>().Step);
    }

    [Fact]
    public void A_missing_frame_begins_a_new_block_and_time_goes_on()
    {
        using Follower run = Read(Runs.Dumps(0, 100, 200, 400, 500, 600));
        Assert.Equal([0, 0, 0, 1, 1, 1], run.Blocks);
        Assert.Equal([0, 0.2, 0.4, 0.8, 1.0, 1.2], run.TimesPs);
        Assert.Contains("between 200 and 400", run.One<SourceEvent.BlockBroken>().Reason);
    }

    [Fact]
    public void A_frame_between_two_of_the_grid_is_left_out()
    {
        using Follower run = Read(Runs.Dumps(0, 100, 200, 250, 300, 400));
        Assert.Equal([0, 100, 200, 300, 400], run.Steps);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        run.One<SourceEvent.FrameRejected>();
    }

    [Fact]
    public void No_block_ever_holds_two_spacings()
    {
        using Follower run = Read(Runs.Dumps(37, 50, 100, 150, 200, 400, 600, 800));
        Assert.Equal([0, 1, 1, 1, 1, 2, 3, 4], run.Blocks);
        foreach (var block in run.Frames.GroupBy(frame => frame.Origin.Block).Where(block => block.Count() > 1))
            Assert.All(block.Zip(block.Skip(1)), pair => Assert.Equal(0.1, pair.Second.TimePs - pair.First.TimePs, 1e-9));
        Assert.Equal(2, run.Events.OfType<SourceEvent.BlockBroken>().Count()); // the uneven start, and once for the wider spacing
    }

    [Fact]
    public void The_files_own_time_wins_over_step_times_time_step()
    {
        // LAMMPS keeps ITEM: TIME through reset_timestep; the run begins at 0 all the same.
        string text = Runs.Dump(0, timeFs: 57500) + Runs.Dump(100, timeFs: 58000) + Runs.Dump(200, timeFs: 58500);
        using Follower run = Read(text);
        Assert.Equal(3, run.TimesPs.Length);
        Assert.Equal(0, run.TimesPs[0]);
        Assert.Equal(0.5, run.TimesPs[1], 1e-12);
        Assert.Equal(1.0, run.TimesPs[2], 1e-12);
    }

    [Fact]
    public void A_second_header_in_an_XDATCAR_is_a_continuation()
    {
        string text = Runs.XdatcarHeader + Runs.Configurations(4, 0) + Runs.XdatcarHeader + Runs.Configurations(3, 4);
        using Follower run = Read(text, TrajectoryFormat.Xdatcar);
        Assert.Equal(7, run.Frames.Count);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.Equal(0.6, run.TimesPs[^1], 1e-12);
        Assert.All(run.Frames, frame => Assert.Equal(0, frame.Origin.Generation));
    }

    [Fact]
    public void A_configuration_written_again_under_a_second_header_counts_once()
    {
        string text = Runs.XdatcarHeader + Runs.Configurations(4, 0) + Runs.XdatcarHeader + Runs.Configurations(3, 3);
        using Follower run = Read(text, TrajectoryFormat.Xdatcar);
        Assert.Equal(6, run.Frames.Count);
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        Assert.Equal(0.5, run.TimesPs[^1], 1e-12);
        run.One<SourceEvent.RepeatSkipped>();
    }

    [Fact]
    public void A_configuration_that_is_missing_by_its_number_begins_a_block()
    {
        string text = Runs.XdatcarHeader + string.Concat(new[] { 1, 2, 3, 5, 6 }.Select(n => Runs.Configuration(n, n)));
        using Follower run = Read(text, TrajectoryFormat.Xdatcar);
        Assert.Equal([0, 0, 0, 1, 1], run.Blocks);
        Assert.Equal(0.4, run.TimesPs[3], 1e-12);
    }

    [Fact]
    public void Only_the_times_asked_for_are_given_out()
    {
        string path = _folder.Write("a.dump", Runs.Dumps(0, 100, 200, 300, 400, 500));
        using Follower run = Follower.ReadAll(Runs.Plan(TrajectoryFormat.LammpsDump, path) with { FromPs = 0.2, ToPs = 0.6 });
        Assert.Equal([100, 200, 300], run.Steps);
        Assert.Equal(0.2, run.TimesPs[0], 1e-12);
    }

    [Fact]
    public void A_frame_cut_at_the_end_is_not_counted_and_told()
    {
        string whole = Runs.Dumps(0, 100, 200), third = Runs.Dump(300);
        using Follower run = Read(whole + third[..(third.Length - 7)]);
        Assert.Equal([0, 100, 200], run.Steps);
        Assert.Equal(third.Length - 7, run.One<SourceEvent.TailIgnored>().Bytes);
    }

    [Fact]
    public void A_last_line_without_newline_counts_where_its_columns_show_that_nothing_is_missing()
    {
        string fixedColumns = Runs.XdatcarHeader + Runs.Configuration(1, 1) + Runs.Configuration(2, 2);
        using Follower whole = Read(fixedColumns.TrimEnd('\n'), TrajectoryFormat.Xdatcar);
        Assert.Equal(2, whole.Frames.Count);
        using Follower cut = Read(fixedColumns[..^2], TrajectoryFormat.Xdatcar);
        Assert.Single(cut.Frames);
        ReadOnlySpan<byte> varying = "1 1.5\n2 2.25\n3 3.5\n4 4.5\n5 5.5\n6 6.5\n7 7.5\n8 8.5\n"u8; // %g: nothing tells whether digits are missing
        Assert.False(LastLine.IsWhole("9 9.5"u8, varying));
    }

    [Fact]
    public void Frames_of_another_atom_count_are_rejected()
    {
        using Follower run = Read(Runs.Dumps(0, 100) + Runs.Dump(200).Replace("OF ATOMS\n16", "OF ATOMS\n17") + Runs.Dumps(300, 400));
        Assert.Equal([0, 100, 300, 400], run.Steps);
        Assert.NotEmpty(run.Events.OfType<SourceEvent.FrameRejected>());
    }

    public void Dispose() => _folder.Dispose();

    private Follower Read(string text, TrajectoryFormat format = TrajectoryFormat.LammpsDump) =>
        Follower.ReadAll(Runs.Plan(format, _folder.Write("run", text)));
}
