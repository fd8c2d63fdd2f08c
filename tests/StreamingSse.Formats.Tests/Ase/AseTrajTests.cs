using System.Buffers.Binary;
using StreamingSse.Formats.Ase;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Ase;

/// <summary>Against ASE 3.22.1: ase.io.read(file, ':'), get_velocities() in Å·√(eV/amu), 1 Å/ps = 0.010180505671.</summary>
public sealed class AseTrajTests : IDisposable
{
    private const double AseVelocityPerAPerPs = 0.010180505671156723;
    private readonly TemporaryFolder _folder = new();

    private static byte[] Oxide => File.ReadAllBytes(TestData.At("ase", "oxide.traj"));

    [Fact]
    public void Positions_velocities_cells_and_times_are_those_of_ASE()
    {
        RunPlan plan = RunDiscovery.Find(TestData.At("ase", "oxide.traj"), new RunOptions());
        Assert.Equal(("ASE", TrajectoryFormat.AseTraj, "Li"), (plan.Engine, plan.Format, plan.MobileSpecies[0]));
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal([7167.3580475300005, 7175.31737615, 7173.7682031800005], run.Frames.Select(frame => frame.PositionsA.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-9);
        double[] velocities = [90.01251275438548, 89.3212197603964, 92.07206367562733]; // np.abs(get_velocities()).sum(); masses differ in the fifth digit
        for (int k = 0; k < 3; k++) Assert.Equal(velocities[k] / AseVelocityPerAPerPs, run.Frames[k].VelocitiesAPerPs!.Sum(Math.Abs), 1.0);
        Assert.Equal([0, 0.075, 0.15], run.TimesPs, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0L, 50, 100], run.Steps.Select(step => step!.Value));
    }

    [Fact]
    public void An_item_is_read_when_it_is_counted_and_a_file_written_anew_is_read_again()
    {
        string path = Write(Counting(Oxide, 1));
        using var run = Follower.Follow(RunDiscovery.Find(path, new RunOptions()));
        run.Wait(1);
        Write(Counting(Oxide, 3));
        run.Wait(1);
        Assert.Equal([0L, 50, 100], run.Steps.Select(step => step!.Value));
        Assert.Empty(run.Events);
        Write(Counting(Oxide, 2));
        run.Wait(1);
        Write(Oxide);
        run.Wait(1);
        Assert.Equal([0L, 50, 100, 0, 50, 100], run.Steps.Select(step => step!.Value));
        run.One<SourceEvent.SourceRestarted>();
    }

    /// <summary>A copy that is on its way counts all its items from the first bytes on.</summary>
    [Fact]
    public void Items_that_are_counted_and_not_there_yet_are_waited_for_and_missed_when_nothing_follows()
    {
        string path = Write(Oxide);
        RunPlan plan = RunDiscovery.Find(path, new RunOptions());
        for (int cut = 4096; cut < Oxide.Length; cut += 1999)
        {
            Write(Oxide[..cut]);
            using (var run = Follower.Follow(plan))
            {
                run.Wait(1);
                Write(Oxide);
                run.Wait(1);
                Assert.Equal([0L, 50, 100], run.Steps.Select(step => step!.Value));
                Assert.Empty(run.Events);
            }
            Write(Oxide[..cut]);
            using Follower ended = Follower.ReadAll(plan);
            Assert.InRange(ended.Frames.Count, 0, 2);
            Assert.Contains("the end of the file before it", ended.One<SourceEvent.FrameRejected>().Bad.Found);
        }
    }

    [Fact]
    public void A_file_without_times_asks_for_the_spacing()
    {
        byte[] bytes = [.. Oxide];
        for (int at; (at = bytes.AsSpan().IndexOf("\"info\""u8)) >= 0;) "\"xnfo\""u8.CopyTo(bytes.AsSpan(at));
        Assert.Contains("--frame-fs", Assert.Throws<BadInputException>(() => RunDiscovery.Find(Write(bytes), new RunOptions())).Message);
    }

    [Fact]
    public void Damage_is_survived()
    {
        byte[] original = Oxide;
        for (int i = 0; i < 600; i++)
        {
            var random = new Random(i);
            byte[] bytes = [.. original];
            for (int times = random.Next(1, 4); times > 0; times--)
            {
                int json = bytes.AsSpan().LastIndexOf("{\"positions."u8), at = random.Next(3) switch { 0 => random.Next(64), 1 => Math.Min(bytes.Length - 1, json - 8 + random.Next(200)), _ => random.Next(bytes.Length) };
                bytes[Math.Max(at, 0)] = (byte)random.Next(256);
            }
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            string path = Write(bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            using var feed = new AseTrajFeed(path, new AseTrajParser());
            feed.Finish();
            for (int steps = 0; ; steps++)
            {
                FeedStep step = feed.Next();
                if (step.Frame is Frame frame)
                    using (frame) Assert.True(frame.PositionsA.IndexOf(double.NaN) < 0);
                if (step.State is FeedState.Ended or FeedState.Nothing or FeedState.Changed) break;
                Assert.InRange(steps, 0, 10);
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }
    }

    [DataFact]
    public void A_run_of_another_group_is_read_as_ASE_reads_it()
    {
        using Follower run = Follower.ReadAll(RunDiscovery.Find(SharedData.Path("published", "heatup_ba600K", "output.traj"), new RunOptions { FrameFs = 100, MobileSpecies = ["Ba"] }));
        Assert.Equal(163, run.Frames.Count);
        Assert.Equal(1245324.99003669, run.Frames.Sum(frame => frame.PositionsA.Sum(Math.Abs)), 1e-4);
        Assert.Equal(1681.5248133896719 / AseVelocityPerAPerPs, run.Frames.Sum(frame => frame.VelocitiesAPerPs!.Sum(Math.Abs)), 20.0);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(_folder["run.traj"], bytes);
        return _folder["run.traj"];
    }

    private static byte[] Counting(byte[] file, long items)
    {
        byte[] bytes = [.. file];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), items);
        return bytes;
    }
}
