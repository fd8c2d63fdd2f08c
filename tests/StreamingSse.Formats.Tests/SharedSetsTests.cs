using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using StreamingSse.Bench;
using StreamingSse.Formats.Cp2k;
using StreamingSse.Formats.Lammps;
using StreamingSse.Formats.Vasp;

namespace StreamingSse.Formats.Tests;

/// <summary>The whole runs of the shared data, frame by frame against the independent reader and against NumPy's reference.</summary>
public sealed class SharedSetsTests
{
    [DataTheory]
    [InlineData("lammps", "CaF2_1300/CaF2_1300.dump.gz", 601)]
    [InlineData("lammps", "CaF2_1400/CaF2_1400.dump.gz", 601)]
    [InlineData("lammps", "CaF2_1500/CaF2_1500.dump.gz", 601)]
    [InlineData("lammps", "CaF2_1500/CaF2_1500.fast.dump.gz", 500)]
    [InlineData("lammps", "CaF2_1600/CaF2_1600.dump.gz", 601)]
    [InlineData("lammps", "CaF2_1450_tric/CaF2_1450_tric.dump.gz", 401)]
    [InlineData("lammps", "CaF2_1550_npt/CaF2_1550_npt.dump.gz", 401)]
    [InlineData("lammps", "AgI_600/AgI_600.dump.gz", 401)]
    [InlineData("lammps", "AgI_700/AgI_700.lammpstrj.gz", 401)]
    [InlineData("lammps", "AgI_500_drift/AgI_500_drift.dump.gz", 401)]
    [InlineData("lammps", "Li2O_1350/Li2O_1350.dump.gz", 521)]
    [InlineData("lammps", "Ar_Rahman_94K/Ar_Rahman_94K.dump.gz", 251)]
    [InlineData("lammps", "Ar_Rahman_94K/Ar_Rahman_94K.fast.dump.gz", 161)]
    [InlineData("extxyz", "CaF2_1550_npt/CaF2_1550_npt.xyz.gz", 101)]
    [InlineData("extxyz", "converted/Li2O_1350_unwrapped.extxyz.gz", 60)]
    [InlineData("extxyz", "converted/Li2O_1350_wrapped.extxyz.gz", 60)]
    [InlineData("xdatcar", "converted/XDATCAR_CaF2_1500_fixedcell.gz", 400)]
    [InlineData("xdatcar", "converted/XDATCAR_CaF2_1550_variablecell.gz", 200)]
    [InlineData("xdatcar", "converted/XDATCAR_CaF2_1500_concatenated.gz", 120)]
    [InlineData("cp2k-pos", "CP2K_CaF2_1500_fist/zoo-pos-1.xyz.gz", 801)]
    [InlineData("cp2k-vel", "CP2K_CaF2_1500_fist/zoo-vel-1.xyz.gz", 801)]
    public void Every_frame_of_a_run_is_read_and_every_fortieth_compared(string format, string name, int frameCount)
    {
        byte[] text = TestData.SharedBytes($"engines/{name}");
        using IFrameParser parser = ParseBenchmark.ParserOf(format);
        int count = 0, begin = 0;
        var feeder = new ParseFeeder(parser, (frame, end) =>
        {
            if (count++ % 40 == 0)
            {
                // An XDATCAR's header, or the UNITS of a dump, may stand far above.
                string above = Encoding.Latin1.GetString(text, 0, Math.Min(begin, 200)), own = Encoding.Latin1.GetString(text, begin, end - begin);
                string whole = own.StartsWith("Direct") ? above[..above.IndexOf("Direct")] + own : begin > 0 && above.StartsWith("ITEM: UNITS") ? above[..above.IndexOf("ITEM: TIME")] + own : own;
                Assert.Null(ParseOracle.Difference(frame, parser.AtomLabels, ParseOracle.ReadLast(format, whole, frame.AtomCount)));
            }
            begin = end;
        });
        feeder.Append(text);
        Assert.Equal(frameCount, count);
        Assert.Empty(feeder.Rejected);
    }

    /// <summary>NumPy's own unwrapped positions and velocities of the first hundred frames, from the LAMMPS dump by way of xsu ysu zsu.</summary>
    [DataFact]
    public void Scaled_unwrapped_positions_and_velocities_are_those_of_the_reference()
    {
        ParsedFile file = ParsedFile.Read(new LammpsDumpParser(), TestData.SharedBytes("engines/Li2O_1350/Li2O_1350.dump.gz"));
        using ZipArchive reference = ZipFile.OpenRead(SharedData.Path("engines/converted/Li2O_1350_reference_first100.npz"));
        double[] positionsA = Numbers(reference, "X_unwrapped_A.npy"), velocitiesAPerPs = Numbers(reference, "V_A_per_ps.npy");
        int[] order = [.. Enumerable.Range(0, 324).OrderBy(atom => file.Labels[atom]).ThenBy(atom => atom)]; // the reference is sorted by type, then by id
        for (int frame = 0; frame < 100; frame++)
        {
            Close.All(positionsA.AsSpan(972 * frame, 972), Sorted(file.Frames[frame].PositionsA), 2e-6);  // the reference is in single precision
            Close.All(velocitiesAPerPs.AsSpan(972 * frame, 972), Sorted(file.Frames[frame].VelocitiesAPerPs), 1e-5);
        }

        double[] Sorted(double[] vectors) => [.. order.SelectMany(atom => vectors.AsSpan(3 * atom, 3).ToArray())];
    }

    [DataTheory]
    [InlineData("lammps_append_midline_junction_1750_to_1000.lammpstrj.gz", 1)]
    [InlineData("lammps_append_rewind_3100_to_3000.lammpstrj.gz", 0)]
    [InlineData("lammps_truncated_midline.lammpstrj.gz", 0)]
    public void Junctions_of_killed_runs_cost_at_most_the_frame_that_was_cut(string name, int rejected)
    {
        byte[] text = TestData.SharedBytes($"engines/live_fixtures/{name}");
        ParsedFile file = ParsedFile.Read(new LammpsDumpParser(), text);
        int begun = Encoding.Latin1.GetString(text).Split("ITEM: TIMESTEP").Length - 1;
        Assert.Equal(rejected, file.Rejected.Count);
        Assert.Equal(begun - rejected - (name.Contains("truncated") ? 1 : 0), file.Frames.Count);
        if (rejected > 0) Assert.Equal("line 23634: expected 11 columns, got 3", file.Rejected[0].ToString());
    }

    [DataFact]
    public void Published_XDATCAR_files_are_read_to_the_end()
    {
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("published", "argyrodite"), "XDATCAR.gz", SearchOption.AllDirectories).Take(3))
        {
            byte[] text = TestData.SharedBytes(path);
            ParsedFile file = ParsedFile.Read(new XdatcarParser(), text);
            Assert.Empty(file.Rejected);
            Assert.Equal(Encoding.Latin1.GetString(text).Split("Direct configuration=").Length - 1, file.Frames.Count);
            Assert.Equal(416, file.Labels.Count);
        }
    }

    [DataFact]
    public void Every_line_of_CP2Ks_tables_is_read()
    {
        foreach (string run in new[] { "CP2K_CaF2_1500_fist/zoo-1.cell.gz", "CP2K_Li2O_xtb/zoo-1.cell" })
            Assert.All(Lines(run).Skip(1), line => Assert.True(Cp2kCellParser.TryParse(line, 1, out _, out _), Encoding.ASCII.GetString(line)));
        foreach (string run in new[] { "CP2K_CaF2_1500_fist/zoo-1.ener", "CP2K_Li2O_xtb/zoo-1.ener" })
            Assert.All(Lines(run).Skip(1), line => Assert.True(Cp2kEnergyParser.TryParse(line, 1, out _, out _), Encoding.ASCII.GetString(line)));
    }

    private static IEnumerable<byte[]> Lines(string name) =>
        Encoding.ASCII.GetString(TestData.SharedBytes($"engines/{name}")).TrimEnd().Split('\n').Select(Encoding.ASCII.GetBytes);

    /// <summary>The array of single-precision numbers at the end of a .npy entry: 100 frames of 324 atoms.</summary>
    private static double[] Numbers(ZipArchive archive, string name)
    {
        using Stream entry = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        const int count = 100 * 324 * 3;
        return [.. MemoryMarshal.Cast<byte, float>(bytes.ToArray().AsSpan((int)bytes.Length - count * sizeof(float))).ToArray().Select(x => (double)x)];
    }
}
