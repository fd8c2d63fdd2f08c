using System.Buffers;
using System.Globalization;
using System.Text;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Estimators;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Pipeline.Tests.Checkpoints;

/// <summary>A run that goes on from a checkpoint gives the snapshot of one that was never interrupted; what does not fit is refused, and the run read anew.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int AtomCount = 8, FrameCount = 90;

    private readonly string _folder = Directory.CreateTempSubdirectory("sse-checkpoint-").FullName;

    private string Dump => Path.Combine(_folder, "run.dump");

    private string CheckpointPath => Path.Combine(_folder, "out", CheckpointPlan.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_field_that_may_change_is_left_out() => Assert.Equal("", string.Join(", ", CarriedState.FieldsLeftOut(typeof(Topology).Assembly)));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)] // one spacing shows nothing yet: the second frame was given out only because nothing followed
    [InlineData(3, 40, 3)]
    [InlineData(37, 0, 37)]
    [InlineData(64, 100, 64)]
    [InlineData(89, 7, 89)]
    public async Task A_run_that_ended_anywhere_goes_on_to_the_same_snapshot(int frames, int bytesOfTheNext, int resumedAt)
    {
        string all = Frames(0, FrameCount), first = Frames(0, frames);
        byte[] never = await Read(all, checkpoint: false);
        File.WriteAllText(Dump, first + all[first.Length..(first.Length + bytesOfTheNext)]);
        await Run(checkpoint: true);
        File.WriteAllText(Dump, all);
        (byte[] resumed, SourceEvent[] events) = await Run(checkpoint: true);
        Assert.Equal(resumedAt, Assert.Single(events.OfType<SourceEvent.Resumed>()).FrameCount);
        Assert.Equal(never, resumed);
        (byte[] again, events) = await Run(checkpoint: true); // nothing has changed since
        Assert.Equal(FrameCount, Assert.Single(events.OfType<SourceEvent.Resumed>()).FrameCount);
        Assert.Equal(never, again);
    }

    [Fact]
    public async Task A_run_that_came_before_in_the_same_file_is_kept_with_its_figures()
    {
        string all = Frames(0, 40) + Frames(0, 30);
        await Read(all, checkpoint: false);
        RunView never = _view!;
        File.WriteAllText(Dump, Frames(0, 40) + Frames(0, 20));
        await Run(checkpoint: true);
        File.WriteAllText(Dump, all);
        (byte[] resumed, SourceEvent[] events) = await Run(checkpoint: true);
        Assert.Single(events.OfType<SourceEvent.Resumed>());
        Assert.Equal(Bytes(never.Latest!.Snapshot), resumed);
        Assert.Equal(40, Assert.Single(_view!.Earlier).Run.FrameCount);
        Assert.Equal(Bytes(Assert.Single(never.Earlier)), Bytes(_view.Earlier[0]));
    }

    [Theory]
    [InlineData("damaged", "the message is damaged or cut")]
    [InlineData("cut", "the message is damaged or cut")]
    [InlineData("empty", "got nothing")]
    [InlineData("foreign", "expected a message that begins with")]
    [InlineData("newer format", "another release wrote it")]
    [InlineData("a snapshot", "expected a message of type Checkpoint")]
    [InlineData("another build", "of this build of sse")]
    [InlineData("other options", "TargetRelative: 0.1")]
    [InlineData("another file", "it is not the same file")]
    [InlineData("a shorter file", "or was cut")]
    public async Task What_does_not_fit_is_refused_with_the_reason_and_the_run_read_anew(string change, string reason)
    {
        string all = Frames(0, 30);
        byte[] never = await Read(all, checkpoint: false, target: change == "other options" ? 0.1 : 0.2);
        await Run(checkpoint: true);
        byte[] good = File.ReadAllBytes(CheckpointPath);
        Checkpoint checkpoint = CheckpointCodec.Decode(good, "test");
        switch (change)
        {
            case "damaged": good[good.Length / 2] ^= 1; File.WriteAllBytes(CheckpointPath, good); break;
            case "cut": File.WriteAllBytes(CheckpointPath, good[..(good.Length / 2)]); break;
            case "empty": File.WriteAllBytes(CheckpointPath, []); break;
            case "foreign": File.WriteAllText(CheckpointPath, "not ours"); break;
            case "newer format": good[5]++; File.WriteAllBytes(CheckpointPath, good); break;
            case "a snapshot": File.WriteAllBytes(CheckpointPath, never); break;
            case "another build": CheckpointFile.Write(checkpoint with { Build = "another" }, CheckpointPath); break;
            case "another file": File.WriteAllText(Dump, all = Frames(5, 30)); never = await Read(all, checkpoint: false); break;
            case "a shorter file": File.WriteAllText(Dump, all = Frames(0, 20)); never = await Read(all, checkpoint: false); break;
        }
        (byte[] read, SourceEvent[] events) = await Run(checkpoint: true, target: change == "other options" ? 0.1 : 0.2);
        Assert.Contains(reason, Assert.Single(events.OfType<SourceEvent.CheckpointRefused>()).Reason, StringComparison.Ordinal);
        Assert.Empty(events.OfType<SourceEvent.Resumed>());
        Assert.Equal(never, read);
        (_, events) = await Run(checkpoint: true, target: change == "other options" ? 0.1 : 0.2); // and a good one took its place
        Assert.Single(events.OfType<SourceEvent.Resumed>());
    }

    [Fact]
    public async Task One_that_is_too_large_is_not_written_and_that_is_said()
    {
        File.WriteAllText(Dump, Frames(0, 30));
        (_, SourceEvent[] events) = await Run(checkpoint: true, maxBytes: 10_000);
        Assert.Contains("checkpoint.max-size", Assert.Single(events.OfType<SourceEvent.CheckpointSkipped>()).Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(CheckpointPath));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_told_and_the_run_goes_on()
    {
        File.WriteAllText(Path.Combine(_folder, "out"), "a file where the folder should be");
        File.WriteAllText(Dump, Frames(0, 30));
        (_, SourceEvent[] events) = await Run(checkpoint: true);
        Assert.NotEmpty(events.OfType<SourceEvent.CheckpointSkipped>());
        Assert.Equal(30, _view!.Latest!.Snapshot.Run.FrameCount);
    }

    [Fact]
    public async Task A_checkpoint_cut_at_any_byte_is_refused()
    {
        File.WriteAllText(Dump, Frames(0, 3));
        await Run(checkpoint: true);
        byte[] good = File.ReadAllBytes(CheckpointPath);
        for (int length = 0; length < good.Length; length += 97)
            Assert.Throws<BadInputException>(() => CheckpointCodec.Decode(good.AsMemory(0, length), "test"));
    }

    private RunView? _view;

    private async Task<byte[]> Read(string text, bool checkpoint, double target = 0.2)
    {
        File.WriteAllText(Dump, text);
        return (await Run(checkpoint, target: target)).Snapshot;
    }

    private async Task<(byte[] Snapshot, SourceEvent[] Events)> Run(bool checkpoint, double target = 0.2, long maxBytes = 1 << 26)
    {
        var plan = new RunPlan(
            Dump, "LAMMPS", TrajectoryFormat.LammpsDump, [Dump], new AtomTable([.. Enumerable.Range(0, AtomCount).Select(i => i % 2 == 0 ? "Li" : "O")],
            new Dictionary<string, double> { ["Li"] = 6.94, ["O"] = 15.999 }), TimestepFs: 2, FrameFs: double.NaN, LammpsUnits: "metal", double.NaN, ["Li"], null, null, [], []);
        var analysis = new AnalysisOptions(new MobileSpecies(["Li"], [], "")) { TargetRelative = target };
        var setup = new RunSetup("run", plan, new FollowOptions(), analysis, UnwrapMode.Displacements, 20, 1 << 26, 32, SnapshotPace.OnlyAtTheEnd)
        {
            Checkpoint = checkpoint ? new CheckpointPlan(CheckpointPath, TimeSpan.Zero, maxBytes) : null,
        };
        await using WatchPipeline pipeline = Topology.Start([setup], SseConfig.Load([]));
        await pipeline.Board.AllOver;
        _view = Assert.Single(pipeline.Board.Runs);
        Assert.False(_view.End!.Failed, _view.End.Reason);
        return (Bytes(_view.Latest!.Snapshot), [.. _view.Events.Select(told => told.Event)]);
    }

    private static byte[] Bytes(RunSnapshot snapshot)
    {
        var output = new ArrayBufferWriter<byte>();
        SnapshotCodec.Encode(snapshot, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Atoms that tremble and walk in a cell of 10 Å, a frame every 200 fs.</summary>
    private static string Frames(int from, int count)
    {
        var text = new StringBuilder();
        for (int frame = from; frame < from + count; frame++)
        {
            text.Append(CultureInfo.InvariantCulture, $"ITEM: TIMESTEP\n{100 * frame}\nITEM: NUMBER OF ATOMS\n{AtomCount}\nITEM: BOX BOUNDS pp pp pp\n0 10\n0 10\n0 10\nITEM: ATOMS id type x y z\n");
            for (int atom = 0; atom < AtomCount; atom++)
                text.Append(CultureInfo.InvariantCulture, $"{atom + 1} {1 + atom % 2} {At(atom, 0, frame):0.0000} {At(atom, 1, frame):0.0000} {At(atom, 2, frame):0.0000}\n");
        }
        return text.ToString();
    }

    private static double At(int atom, int axis, int frame)
    {
        double a = 1.2 * atom + 2.1 * axis + 0.3 * Math.Sin(12.9 * (3 * atom + axis + 1) + 1.7 * frame) + (atom % 2 == 0 ? 0.03 * frame : 0);
        return a - 10 * Math.Floor(a / 10);
    }
}
