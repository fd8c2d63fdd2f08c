using StreamingSse.Formats.Dcd;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel;

namespace StreamingSse.Formats.Tests.Dcd;

/// <summary>Against MDAnalysis 2.4.2: MDAnalysis.coordinates.DCD.DCDReader(file)[frame].positions and dimensions.</summary>
public sealed class DcdParserTests
{
    private const int HeaderBytes = 356;

    private static byte[] Oxide => File.ReadAllBytes(TestData.At("dcd", "oxide.dcd"));

    [Fact]
    public void Positions_and_cells_are_those_of_MDAnalysis()
    {
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new DcdParser(), Oxide);
        Assert.Empty(rejected);
        Assert.Equal([7167.358045447618, 7175.317375103012, 7173.768194934353], frames.Select(frame => frame.PositionsA.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([-0.45993438, 0.00920166, 0.13300845], frames[0].PositionsA[..3], (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.All(frames, frame => Assert.Equal(14.841381, frame.Cell!.Value.AxA, 1e-6));
        Assert.All(frames, frame => Assert.True(frame.Cell!.Value.IsOrthorhombic));
        Assert.Equal([0L, 1, 2], frames.Select(frame => frame.Step!.Value));
    }

    [Fact]
    public void Either_byte_order_gives_the_same_frames()
    {
        List<Whole> little = BinaryFeeding.Read(new DcdParser(), Oxide).Frames, big = BinaryFeeding.Read(new DcdParser(), Swapped(Oxide)).Frames;
        Assert.Equal(3, big.Count);
        Assert.All(little.Zip(big), pair => Assert.True(pair.First.IsSameAs(pair.Second)));
    }

    /// <summary>triclinic_vectors([12, 11, 13, 80, 95, 65]) of MDAnalysis.lib.mdamath.</summary>
    [Theory]
    [InlineData(12, 65, 11, 95, 80, 13)]
    [InlineData(12, 0.4226182617406995, 11, -0.08715574274765824, 0.17364817766693041, 13)]
    public void A_cell_is_given_by_degrees_or_by_cosines(double a, double gamma, double b, double beta, double alpha, double c)
    {
        Assert.True(DcdCell.TryRead([a, gamma, b, beta, alpha, c], out Cell? cell));
        Assert.Equal(12, cell!.Value.AxA, 1e-12);
        Assert.Equal((4.64880088, 9.96938566), (Math.Round(cell.Value.BxA, 8), Math.Round(cell.Value.ByA, 8)));
        Assert.Equal((-1.13302466, 3.01913242, 12.59369265), (Math.Round(cell.Value.CxA, 8), Math.Round(cell.Value.CyA, 8), Math.Round(cell.Value.CzA, 8)));
    }

    [Fact]
    public void A_cell_of_late_CHARMM_is_a_symmetric_matrix()
    {
        Assert.True(DcdCell.TryRead([10, -3, 11, 2.5, 1, 12], out Cell? cell));
        Assert.Equal(new Cell(10, -3, 2.5, -3, 11, 1, 2.5, 1, 12), cell);
        Assert.True(DcdCell.TryRead([0, 0, 0, 0, 0, 0], out cell) && cell is null);
    }

    [Theory]
    [InlineData(4, (byte)'V', "velocities")]
    [InlineData(40, 7, "fixed atoms")]
    [InlineData(0, 85, "84 bytes")]
    public void What_cannot_be_read_is_refused_in_words(int at, byte value, string said)
    {
        byte[] bytes = Oxide;
        bytes[at] = value;
        if (at == 4) "VELD"u8.CopyTo(bytes.AsSpan(4));
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new DcdParser(), bytes);
        Assert.Empty(frames);
        Assert.Contains(said, Assert.Single(rejected).ToString());
    }

    [Fact]
    public void A_frame_cut_at_any_byte_is_read_once_and_whole() => BinaryFeeding.AssertCutsDoNotMatter(() => new DcdParser(), Oxide, stride: 3);

    [Fact]
    public void Frames_allocate_nothing() => BinaryFeeding.AssertFramesAllocateNothing(new DcdParser(), Oxide[HeaderBytes..], Oxide[..HeaderBytes]);

    [Fact]
    public void Damage_is_survived() => BinaryFeeding.Fuzz(() => new DcdParser(), Oxide, 1000);

    [Fact]
    public void A_run_takes_its_names_from_a_file_beside_it_and_its_spacing_from_the_user()
    {
        using var folder = new TemporaryFolder();
        File.Copy(TestData.At("dcd", "oxide.dcd"), folder["oxide.dcd"]);
        folder.Write("oxide.xyz", "324\nnames\n" + string.Concat(Enumerable.Repeat("O 0 0 0\n", 108)) + string.Concat(Enumerable.Repeat("Li 0 0 0\n", 216)));
        Assert.Contains("--timestep-fs", Assert.Throws<BadInputException>(() => RunDiscovery.Find(folder["oxide.dcd"], new RunOptions())).Message);
        RunPlan plan = RunDiscovery.Find(folder["oxide.dcd"], new RunOptions { FrameFs = 75 });
        Assert.Equal((TrajectoryFormat.Dcd, "Li", 216), (plan.Format, plan.MobileSpecies[0], plan.Atoms.AtomsOf("Li").Length));
        using Follower run = Follower.ReadAll(plan);
        Assert.Equal([0, 0.075, 0.15], run.TimesPs, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static byte[] Swapped(byte[] little)
    {
        byte[] big = [.. little];
        int frameBytes = (little.Length - HeaderBytes) / 3;
        for (int at = 0; at < little.Length; at += 4)
            if (at is not 4 && (at < 100 || at >= HeaderBytes - 16)) big.AsSpan(at, 4).Reverse();
        big.AsSpan(96 - 4, 4).Clear();
        little.AsSpan(92, 4).CopyTo(big.AsSpan(92));
        big.AsSpan(92, 4).Reverse();
        for (int frame = 0; frame < 3; frame++)
            for (int i = 0; i < 6; i++)
            {
                int at = HeaderBytes + frame * frameBytes + 4 + 8 * i;
                little.AsSpan(at, 8).CopyTo(big.AsSpan(at));
                big.AsSpan(at, 8).Reverse();
            }
        return big;
    }
}
