using System.IO.Compression;
using System.Text;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Frames;
using StreamingSse.Kernel.State;

namespace StreamingSse.Formats.Tests.Following;

/// <summary>A source that was saved after any frame and resumed over the same files gives the frames that follow, and refuses files that are others.</summary>
public sealed class SourceStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_field_that_may_change_is_left_out() => Assert.Equal("", string.Join(", ", CarriedState.FieldsLeftOut(typeof(TrajectorySource).Assembly, typeof(ImdParser))));

    public static TheoryData<string> Files => new()
    {
        "lammps/atom.lammpstrj", "lammps/custom_images.dump", "lammps/element_unsorted_time.dump", "lammps/triclinic_scaled.dump", "lammps/junction_midline.dump",
        "gromacs/water.xtc", "gromacs/water.trr", "dcd/oxide.dcd", "ase/oxide.traj", "cp2k/zoo-pos-1.xyz",
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Files_of_every_engine(string name)
    {
        RunOptions options = new() { TimestepFs = 2, FrameFs = 100, MobileSpecies = name.Contains("water", StringComparison.Ordinal) ? ["OW"] : [], SpecieOfType = name.EndsWith("dcd", StringComparison.Ordinal) ? new Dictionary<string, string> { ["1"] = "O" } : [] };
        await Same(RunDiscovery.Find(TestData.At(name.Split('/')), options));
    }

    public static TheoryData<string, TrajectoryFormat> Formats
    {
        get
        {
            var data = new TheoryData<string, TrajectoryFormat>();
            foreach (string folder in new[] { "vasp", "vasp_md", "xyz", "netcdf" })
                foreach (string path in Directory.EnumerateFiles(TestData.At(folder)).Order())
                    if (Enum.GetValues<TrajectoryFormat>().Where(format => Fits(format, Path.GetFileName(path))).ToArray() is [var format]) data.Add(Path.GetRelativePath(TestData.Folder, path), format);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Files_of_every_shape(string name, TrajectoryFormat format)
    {
        string path = Path.Combine(TestData.Folder, name);
        RunPlan plan = Runs.Plan(format, path);
        using var feeds = new SegmentFeeds(plan, new FollowOptions(), new ManualClock());
        using IFrameFeed feed = feeds.Open(path);
        FeedStep first = feed.Next();
        using Frame? frame = first.Frame;
        if (frame is null) return; // a file that is refused: others see to it
        await Same(plan with { Atoms = new AtomTable([.. Enumerable.Repeat("Li", frame.AtomCount)], new Dictionary<string, double>()), FrameFs = 100 });
    }

    [Fact]
    public async Task A_dump_with_a_restart_a_gap_and_another_spacing()
    {
        string text = Runs.Dumps(0, 100, 200, 300, 200, 300, 400, 700, 800, 850, 900) + Runs.Dump(1000).Replace("16\n", "15\n") + Runs.Dumps(1100, 1200);
        await Same(Runs.Plan(TrajectoryFormat.LammpsDump, _folder.Write("dump", text)));
    }

    [Fact]
    public async Task A_chain_of_files_plain_and_zipped()
    {
        string first = _folder.Write("run.01", Runs.XdatcarHeader + Runs.Configurations(5, 0)), second = Zip("run.02.gz", Runs.XdatcarHeader + Runs.Configurations(6, 5));
        string third = _folder.Write("run.03", Runs.XdatcarHeader + Runs.Configurations(4, 40));
        await Same(Runs.Plan(TrajectoryFormat.Xdatcar, first, second, third));
    }

    [Fact]
    public async Task A_file_for_each_frame()
    {
        string[] paths = [.. Enumerable.Range(0, 7).Select(i => _folder.Write($"dump.{i}", Runs.Dump(100 * i)))];
        await Same(Runs.Plan(TrajectoryFormat.LammpsDump, paths) with { IsFilePerFrame = true });
    }

    [Fact]
    public async Task A_set_of_files_that_go_along_with_a_cell_that_breathes_and_a_restart()
    {
        long[] steps = [0, 10, 20, 30, 20, 30, 40, 50];
        string positions = _folder.Write("li-pos-1.xyz", string.Concat(steps.Select(step => Runs.Cp2k(step))));
        _folder.Write("li-vel-1.xyz", string.Concat(steps.Where(step => step % 20 == 0).Select(step => Runs.Cp2k(step, 0.01))));
        _folder.Write("li-1.cell", string.Concat(steps.Select(step => Runs.Cp2kCell(step, 10 + 0.001 * step))));
        await Same(Runs.Plan(TrajectoryFormat.Cp2kXyz, positions));
    }

    [Fact]
    public async Task An_engine_that_begins_again_in_the_same_file()
    {
        string text = Runs.Dumps(0, 100, 200, 300) + Runs.Dumps(0, 100, 200, 300, 400);
        await Same(Runs.Plan(TrajectoryFormat.LammpsDump, _folder.Write("dump", text)));
    }

    [Theory]
    [InlineData("other beginning", "it is not the same file")]
    [InlineData("cut", "or was cut")]
    [InlineData("written anew", "it was written anew")]
    [InlineData("gone", "Could not find file")]
    public async Task A_file_that_does_not_hold_what_was_read_is_refused_with_the_reason(string change, string reason)
    {
        string path = _folder.Write("dump", Runs.Dumps(0, 100, 200, 300));
        RunPlan plan = Runs.Plan(TrajectoryFormat.LammpsDump, path);
        (byte[] saved, FrameOrigin last) = await Save(plan, 3);
        string text = File.ReadAllText(path);
        if (change == "gone") File.Delete(path);
        else File.WriteAllText(path, change switch
        {
            "cut" => Runs.Dumps(0, 100),
            "written anew" => Runs.Dumps(0, 100) + Runs.Dump(200, shiftA: 0.01) + Runs.Dump(300),
            _ => text.Replace("ITEM: TIMESTEP\n0\n", "ITEM: TIMESTEP\n9\n"),
        });
        var refused = Assert.Throws<StateMismatchException>(() => Source(plan).Resume(StateCarrier.LoadingFrom(saved), 0, last));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_after_the_saved_place_are_passed_over_and_have_to_be_there()
    {
        string path = _folder.Write("dump", Runs.Dumps(0, 100, 200, 300, 400, 500));
        RunPlan plan = Runs.Plan(TrajectoryFormat.LammpsDump, path);
        (byte[] saved, _) = await Save(plan, 3);
        (_, FrameOrigin fifth) = await Save(plan, 5);
        TrajectorySource source = Source(plan);
        source.Resume(StateCarrier.LoadingFrom(saved), 2, fifth);
        Assert.Equal([500], (await Rest(source)).Select(seen => seen.Step!.Value));
        Assert.Throws<StateMismatchException>(() => Source(plan).Resume(StateCarrier.LoadingFrom(saved), 3, fifth));
        Assert.Throws<StateMismatchException>(() => Source(plan).Resume(StateCarrier.LoadingFrom(saved), 4, fifth));
    }

    [Fact]
    public async Task Another_chain_is_refused()
    {
        string[] paths = [.. Enumerable.Range(0, 3).Select(i => _folder.Write($"run.{i}", Runs.Dumps(500 * i, 500 * i + 100, 500 * i + 200)))];
        (byte[] saved, FrameOrigin last) = await Save(Runs.Plan(TrajectoryFormat.LammpsDump, paths[..2]), 4);
        Source(Runs.Plan(TrajectoryFormat.LammpsDump, paths)).Resume(StateCarrier.LoadingFrom(saved), 0, last); // it may have grown
        var refused = Assert.Throws<StateMismatchException>(() => Source(Runs.Plan(TrajectoryFormat.LammpsDump, paths[0], paths[2])).Resume(StateCarrier.LoadingFrom(saved), 0, last));
        Assert.Contains("run.1", refused.Message, StringComparison.Ordinal);
    }

    private static bool Fits(TrajectoryFormat format, string name) => format switch
    {
        TrajectoryFormat.Xdatcar => name.Contains("XDATCAR", StringComparison.OrdinalIgnoreCase),
        TrajectoryFormat.Vasprun => name.Contains("vasprun", StringComparison.Ordinal),
        TrajectoryFormat.Outcar => name.Contains("OUTCAR", StringComparison.Ordinal),
        TrajectoryFormat.ExtendedXyz => name.EndsWith("xyz", StringComparison.Ordinal),
        TrajectoryFormat.NetCdf => name.EndsWith(".nc", StringComparison.Ordinal),
        _ => false,
    };

    private static TrajectorySource Source(RunPlan plan) => new(plan, new FollowOptions(), _ => { }, new ManualClock());

    /// <summary>Interrupts after every frame; what comes then is what comes without an interruption.</summary>
    private static async Task Same(RunPlan plan)
    {
        List<Seen> never = await Rest(Source(plan));
        Assert.NotEmpty(never);
        int resumedCount = 0;
        for (int n = 1; n <= never.Count; n++)
        {
            (byte[] saved, FrameOrigin last) = await Save(plan, n);
            if (saved.Length == 0) continue;
            resumedCount++;
            TrajectorySource source = Source(plan);
            source.Resume(StateCarrier.LoadingFrom(saved), 0, last);
            byte[] again = CarriedState.Save(source.Carry);
            Assert.True(saved.AsSpan().SequenceEqual(again), $"after {n} frames: saved again, the state is another");
            string? difference = CarriedState.Difference(never[n..], await Rest(source));
            Assert.True(difference is null, $"after {n} frames: {difference}");
        }
        Assert.InRange(resumedCount, 1, never.Count);
    }

    // Nothing where the source cannot be saved after that frame.
    private static async Task<(byte[] Saved, FrameOrigin Last)> Save(RunPlan plan, int frameCount)
    {
        TrajectorySource source = Source(plan);
        int count = 0;
        await foreach (Frame frame in source.ReadAllAsync())
        {
            using (frame)
                if (++count == frameCount) return (source.CanCarry ? CarriedState.Save(source.Carry) : [], frame.Origin);
        }
        throw new InvalidOperationException($"the run has fewer than {frameCount} frames");
    }

    private static async Task<List<Seen>> Rest(TrajectorySource source)
    {
        var frames = new List<Seen>();
        await foreach (Frame frame in source.ReadAllAsync())
            using (frame)
                frames.Add(new Seen(frame.Step, frame.TimePs, frame.Origin, frame.PositionsA.ToArray(), frame.HasVelocities ? frame.VelocitiesAPerPs.ToArray() : null));
        return frames;
    }

    private string Zip(string name, string text)
    {
        using var file = new GZipStream(File.Create(_folder[name]), CompressionMode.Compress);
        file.Write(Encoding.ASCII.GetBytes(text));
        return _folder[name];
    }
}
