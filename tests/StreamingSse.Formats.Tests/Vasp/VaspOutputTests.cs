using System.IO.Compression;
using System.Text;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Formats.Vasp;

namespace StreamingSse.Formats.Tests.Vasp;

/// <summary>vasprun.xml and OUTCAR against ASE 3.22.1: ase.io.read(file, ':', format='vasp-xml' or 'vasp-out').</summary>
public sealed class VaspOutputTests
{
    [DataFact]
    public void A_vasprun_is_read_as_ASE_reads_it()
    {
        using var folder = new TemporaryFolder();
        using (var zipped = new GZipStream(File.OpenRead(SharedData.Path("published", "pymatgen_vasp", "vasprun.md.xml.gz")), CompressionMode.Decompress))
        using (FileStream plain = File.Create(folder["vasprun.xml"])) zipped.CopyTo(plain);
        RunPlan plan = RunDiscovery.Find(folder["vasprun.xml"], new RunOptions());
        Assert.Equal(("VASP", TrajectoryFormat.Vasprun, 3.0, 3.0, 2000.0), (plan.Engine, plan.Format, plan.TimestepFs, plan.FrameFs, plan.StatedTemperatureK));
        Assert.Equal(64, plan.Atoms.AtomsOf("Si").Length);
        using Follower run = Follower.ReadAll(plan);
        double[] sums = [912.3912, 1042.732800325854, 1042.732799565528, 1053.5945995655281, 1042.7328000000002, 1042.732799782764, 1042.732800217236, 1031.8709993482921, 1042.732799782764, 1042.732799891382];
        Assert.Equal(sums, run.Frames.Select(frame => frame.PositionsA.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0.003 * 9, run.TimesPs[^1], 1e-12);
        AssertCutsDoNotMatter(() => new VasprunParser(), File.ReadAllBytes(folder["vasprun.xml"]), 401);
        Fuzz(() => new VasprunParser(), File.ReadAllBytes(folder["vasprun.xml"]), 200);
    }

    [DataFact]
    public void An_OUTCAR_is_read_as_ASE_reads_it()
    {
        string path = SharedData.Path("published", "dpdata_vasp", "OUTCAR.h2o.md");
        RunPlan plan = RunDiscovery.Find(path, new RunOptions());
        Assert.Equal((TrajectoryFormat.Outcar, 1.0), (plan.Format, plan.FrameFs));
        Assert.Equal(["O", "H"], plan.Atoms.SpecieNames);
        using Follower run = Follower.ReadAll(plan);
        double[] sums = [67.52783, 67.54285, 67.56203];
        Assert.Equal(sums, run.Frames.Select(frame => frame.PositionsA.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-9);
        AssertCutsDoNotMatter(() => new OutcarParser(), File.ReadAllBytes(path), 401);
        Fuzz(() => new OutcarParser(), File.ReadAllBytes(path), 200);
    }

    [Fact]
    public void A_calculation_that_is_cut_or_damaged_is_left_out_and_the_next_is_read()
    {
        string[] calculations = [.. Enumerable.Range(0, 4).Select(Calculation)];
        calculations[1] = calculations[1][..calculations[1].IndexOf("<v> 0.25")];
        calculations[2] = calculations[2].Replace("0.25", "0.**");
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new VasprunParser(), Encoding.ASCII.GetBytes(Header + string.Concat(calculations)));
        Assert.Equal([0.0, 0.3], frames.Select(frame => Math.Round(frame.PositionsA[0] / 10, 9)));
        Assert.Equal(2, rejected.Count);
        Assert.Contains("the next calculation", rejected[0].ToString());
        Assert.Contains("'<v> 0.** 0 0 </v>'", rejected[1].ToString());
    }

    [Fact]
    public void Of_the_files_of_one_VASP_run_XDATCAR_is_read_and_vasprun_before_OUTCAR()
    {
        using var folder = new TemporaryFolder();
        folder.Write("OUTCAR", " vasp.6.3.2 \n\n executed on\n");
        folder.Write("vasprun.xml", Header + Calculation(0) + Calculation(1));
        var options = new RunOptions { FrameFs = 2 };
        Assert.Equal(TrajectoryFormat.Vasprun, RunDiscovery.Find(folder.Path, options).Format);
        File.SetLastWriteTimeUtc(folder.Write("XDATCAR", Runs.XdatcarHeader + Runs.Configurations(2, 0)), DateTime.UtcNow.AddHours(-1));
        Assert.Equal(TrajectoryFormat.Xdatcar, RunDiscovery.Find(folder.Path, options).Format);
    }

    private const string Header = "<?xml version=\"1.0\"?>\n<modeling>\n<array name=\"atoms\" >\n<rc><c>Li</c><c>   1</c></rc>\n<rc><c>O </c><c>   2</c></rc>\n</array>\n"
        + "<structure name=\"initialpos\" >\n<varray name=\"positions\" >\n<v> 9 9 9 </v>\n</varray>\n</structure>\n";

    private static string Calculation(int number) => FormattableString.Invariant($"""
         <calculation>
          <structure>
           <varray name="basis" >
            <v> 10 0 0 </v>
            <v> 0 11 0 </v>
            <v> 0 0 12 </v>
           </varray>
           <varray name="positions" >
            <v> {0.1 * number:0.0} 0 0 </v>
            <v> 0.25 0 0 </v>
           </varray>
          </structure>
          <varray name="forces" >
            <v> 1 2 3 </v>
          </varray>
         </calculation>

        """);

    // The line is the unit of a text that grows: cuts fall behind newlines.
    private static void AssertCutsDoNotMatter(Func<IFrameParser> parser, byte[] text, int stride)
    {
        List<Whole> expected = BinaryFeeding.Read(parser(), text).Frames;
        for (int at = 0, line = 0; (at = text.AsSpan(at).IndexOf((byte)'\n') + at + 1) < text.Length; line++)
        {
            if (line % stride != 0) continue;
            List<Whole> read = BinaryFeeding.Read(parser(), text, at).Frames;
            Assert.True(read.Count == expected.Count && read.Zip(expected).All(pair => pair.First.PositionsA.SequenceEqual(pair.Second.PositionsA)), $"cut after line {line + 1}");
        }
    }

    private static void Fuzz(Func<IFrameParser> parser, byte[] original, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var random = new Random(i);
            byte[] text = [.. original];
            for (int times = random.Next(1, 30); times > 0; times--) text[random.Next(text.Length)] = (byte)"\n 0123456789.-*<>e"[random.Next(17)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.All(BinaryFeeding.Read(parser(), text).Frames, frame => Assert.All(frame.PositionsA, value => Assert.True(double.IsFinite(value))));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        }
    }
}
