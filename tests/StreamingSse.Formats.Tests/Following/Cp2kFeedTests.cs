using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>-pos, -vel and -cell of CP2K, each written in its own right.</summary>
public sealed class Cp2kFeedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_frame_is_given_out_when_position_velocity_and_cell_of_its_step_are_there()
    {
        Write([0, 5, 10], [0, 5], [0, 5, 10]);
        using Follower run = Follower.Follow(Plan());
        run.Wait(1);
        Append(vel: [10]);
        run.Wait(1);
        Assert.Equal([0, 5, 10], run.Steps);
        Assert.All(run.Frames, frame => Assert.Equal(Runs.PositionA(0, 0, frame.Step!.Value) * 1e-3 * Units.AtomicVelocityAPerPs, frame.VelocitiesAPerPs![0], 1e-6));
        Assert.Equal(0.02, run.TimesPs[^1], 1e-9);
    }

    [Fact]
    public void The_last_step_written_twice_by_a_restart_counts_once()
    {
        Write([0, 5, 10, 10, 15], [0, 5, 10, 10, 15], [0, 5, 10, 10, 15]);
        using Follower run = Follower.ReadAll(Plan());
        Assert.Equal([0, 5, 10, 15], run.Steps);
        Assert.All(run.Frames, frame => Assert.NotNull(frame.VelocitiesAPerPs));
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
        run.One<SourceEvent.RepeatSkipped>();
    }

    [Fact]
    public void A_step_whose_velocities_were_lost_in_a_kill_is_taken_from_the_second_copy()
    {
        Write([0, 5, 10, 15, 20, 10, 15, 20, 25], [0, 5, 10, 15, 10, 15, 20, 25], [0, 5, 10, 15, 20, 10, 15, 20, 25]);
        using Follower run = Follower.ReadAll(Plan());
        Assert.Equal([0, 5, 10, 15, 20, 25], run.Steps);
        Assert.All(run.Frames, frame => Assert.NotNull(frame.VelocitiesAPerPs));
        Assert.All(run.Blocks, block => Assert.Equal(0, block));
    }

    [Fact]
    public void Velocities_written_less_often_are_there_at_shared_steps_only()
    {
        Write([0, 5, 10, 15, 20, 25], [0, 10, 20], [0, 5, 10, 15, 20, 25]);
        using Follower run = Follower.ReadAll(Plan());
        Assert.Equal([0, 5, 10, 15, 20, 25], run.Steps);
        Assert.Equal([true, false, true, false, true, false], run.Frames.Select(frame => frame.VelocitiesAPerPs is not null));
    }

    [Fact]
    public void A_set_begun_anew_is_read_from_its_start()
    {
        Write([0, 5, 10], [0, 5, 10], [0, 5, 10]);
        using Follower run = Follower.Follow(Plan());
        run.Wait(1);
        Write([0, 5], [0, 5], [0, 5]);
        run.Wait(3);
        Append(pos: [10, 15], vel: [10, 15], cell: [10, 15]);
        run.Wait(3);
        Assert.Equal([0, 5, 10, 15], run.Frames.Where(frame => frame.Origin.Generation == run.Frames[^1].Origin.Generation).Select(frame => frame.Step));
        Assert.NotEmpty(run.Events.OfType<SourceEvent.SourceRestarted>());
    }

    [Fact]
    public void Positions_without_companions_take_the_stated_cell()
    {
        Write([0, 5, 10], null, null);
        using Follower run = Follower.ReadAll(Plan() with { StatedCell = Cell.Orthorhombic(10, 10, 10) });
        Assert.Equal([0, 5, 10], run.Steps);
        Assert.All(run.Frames, frame => Assert.Null(frame.VelocitiesAPerPs));
    }

    [Fact]
    public void A_set_that_grows_in_any_pieces_gives_the_frames_of_the_finished_set()
    {
        long[] steps = [0, 5, 10, 15, 10, 15, 20, 25];
        string pos = Text(steps, 1), vel = Text(steps, 1e-3), cell = Cells(steps);
        var random = new Random(7);
        for (int round = 0; round < 20; round++)
        {
            Write([], [], []);
            using Follower run = Follower.Follow(Plan());
            foreach (int part in Enumerable.Range(1, 40))
            {
                Grow("zoo-pos-1.xyz", pos, random, part);
                Grow("zoo-vel-1.xyz", vel, random, part);
                Grow("zoo-1.cell", cell, random, part);
                run.Wait(0.1);
            }
            Assert.Equal([0, 5, 10, 15, 20, 25], run.Steps);
            Assert.All(run.Frames, frame => Assert.Equal(frame.PositionsA[0] * 1e-3 * Units.AtomicVelocityAPerPs, frame.VelocitiesAPerPs![0], 1e-5));
            Assert.Equal(["RepeatSkipped"], run.Events.Select(told => told.GetType().Name));
        }
    }

    public void Dispose() => _folder.Dispose();

    private RunPlan Plan() => Runs.Plan(TrajectoryFormat.Cp2kXyz, _folder["zoo-pos-1.xyz"]);

    private void Write(long[] pos, long[]? vel, long[]? cell)
    {
        _folder.Write("zoo-pos-1.xyz", Text(pos, 1));
        if (vel is not null) _folder.Write("zoo-vel-1.xyz", Text(vel, 1e-3));
        if (cell is not null) _folder.Write("zoo-1.cell", Cells(cell));
    }

    private void Append(long[]? pos = null, long[]? vel = null, long[]? cell = null)
    {
        _folder.Append("zoo-pos-1.xyz", Text(pos ?? [], 1));
        _folder.Append("zoo-vel-1.xyz", Text(vel ?? [], 1e-3));
        _folder.Append("zoo-1.cell", Cells(cell ?? []));
    }

    private void Grow(string name, string text, Random random, int part)
    {
        int written = (int)new FileInfo(_folder[name]).Length;
        int end = part == 40 ? text.Length : Math.Min(text.Length, written + random.Next(2 * text.Length / 40));
        _folder.Append(name, text[written..end]);
    }

    private static string Text(long[] steps, double scale) => string.Concat(steps.Select(step => Runs.Cp2k(step, scale)));

    private static string Cells(long[] steps) => string.Concat(steps.Select(step => Runs.Cp2kCell(step)));
}
