using System.Buffers.Binary;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Gromacs;

/// <summary>Against MDAnalysis 2.4.2: MDAnalysis.coordinates.XTC.XTCReader(file)[frame].positions and triclinic_dimensions, which are of single precision.</summary>
public sealed class XtcParserTests
{
    private static byte[] Water => File.ReadAllBytes(TestData.At("gromacs", "water.xtc"));

    [Fact]
    public void Positions_cells_steps_and_times_are_those_of_MDAnalysis()
    {
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new XtcParser(), Water);
        Assert.Empty(rejected);
        Assert.Equal([0L, 10, 20, 30], frames.Select(frame => frame.Step!.Value));
        Assert.Equal([0, 0.02, 0.04, 0.06], frames.Select(frame => Math.Round(frame.TimePs, 12)));
        Assert.All(frames, frame => Assert.Equal((PositionKind.Wrapped, Cell.Orthorhombic(20, 20, 20)), (frame.Kind, frame.Cell)));
        double[] sums = [19894.500933884643, 19892.2709839819, 19898.330959189683, 19904.180957004428]; // np.abs(positions).sum()
        for (int k = 0; k < 4; k++) Assert.Equal(sums[k], frames[k].PositionsA.Sum(Math.Abs), 1e-3);
        AssertNear([18.630001, 6.5800004, 2.7400002], frames[3].PositionsA[..3], 1e-5);
        AssertNear([19.080002, 3.79, 17.34], frames[3].PositionsA[^3..], 1e-5);
    }

    [Theory]
    [InlineData("six", new[] { 6.449723, 2.5316167, 1.1923087 }, new[] { 6.759414, 2.9430459, 7.6081843 }, 10)]
    [InlineData("large", new[] { 62753.004, 1079.1501, 79947.055 }, new[] { 38908.152, 33916.94, 17227.32 }, 100000)]
    [InlineData("wide", new[] { 540219.8, 1266520.6, 725754.7 }, new[] { 86991.01, 431022.78, 859757.75 }, 2000000)]
    public void Few_and_far_atoms_are_those_of_MDAnalysis(string name, double[] first, double[] last, double edgeA)
    {
        List<Whole> frames = BinaryFeeding.Read(new XtcParser(), File.ReadAllBytes(TestData.At("gromacs", name + ".xtc"))).Frames;
        Assert.Equal(3, frames.Count);
        AssertNear(first, frames[2].PositionsA[..3], 2e-7 * edgeA);
        AssertNear(last, frames[2].PositionsA[^3..], 2e-7 * edgeA);
        Assert.Equal(0.2, frames[2].TimePs, 1e-12);
        Cell cell = frames[2].Cell!.Value;
        AssertNear([edgeA, 0, 0, edgeA / 2, edgeA * Math.Sqrt(0.75), 0, 0, 0, edgeA], [cell.AxA, cell.AyA, cell.AzA, cell.BxA, cell.ByA, cell.BzA, cell.CxA, cell.CyA, cell.CzA], 1e-6 * edgeA);
    }

    [Fact]
    public void The_magic_number_of_big_systems_has_a_longer_size()
    {
        byte[] old = Water;
        int size = BinaryPrimitives.ReadInt32BigEndian(old.AsSpan(88));
        byte[] padded = new byte[92 + ((size + 3) & ~3)];
        old.AsSpan(0, padded.Length).CopyTo(padded);
        byte[] frame = [.. padded[..88], 0, 0, 0, 0, .. padded[88..]]; // 2023: 64 bits tell how many bytes follow
        BinaryPrimitives.WriteInt32BigEndian(frame, 2023);
        Whole read = Assert.Single(BinaryFeeding.Read(new XtcParser(), frame).Frames);
        Assert.Equal(BinaryFeeding.Read(new XtcParser(), old).Frames[0].PositionsA, read.PositionsA);
        Assert.Equal(frame.Length, read.EndByte);
    }

    [Fact]
    public void A_frame_cut_at_any_byte_is_read_once_and_whole() => BinaryFeeding.AssertCutsDoNotMatter(() => new XtcParser(), Water, stride: 3);

    [Fact]
    public void Small_systems_too() => BinaryFeeding.AssertCutsDoNotMatter(() => new XtcParser(), File.ReadAllBytes(TestData.At("gromacs", "six.xtc")));

    [Fact]
    public void Frames_allocate_nothing() => BinaryFeeding.AssertFramesAllocateNothing(new XtcParser(), Water);

    [Fact]
    public void Damage_is_survived() => BinaryFeeding.Fuzz(() => new XtcParser(), Water, 1500);

    [Fact]
    public void After_a_damaged_frame_reading_goes_on_at_the_next()
    {
        byte[] bytes = Water;
        long second = BinaryFeeding.Read(new XtcParser(), bytes).Frames[0].EndByte;
        bytes[second + 3] ^= 1;
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new XtcParser(), bytes);
        Assert.Equal([0L, 20, 30], frames.Select(frame => frame.Step!.Value));
        Assert.Equal(new BadInput($"byte {second}", "the magic number 1995 or 2023", "1994"), Assert.Single(rejected));
    }

    /// <summary>The atoms are counted twice in each frame: that is how the first of them is found.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(55)]
    [InlineData(60)]
    public void A_damaged_first_frame_is_rejected_alone(int at)
    {
        byte[] bytes = Water;
        bytes.AsSpan(at, 40).Fill(0xFF);
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new XtcParser(), bytes);
        Assert.Equal([10L, 20, 30], frames.Select(frame => frame.Step!.Value));
        Assert.Equal("byte 0", Assert.Single(rejected).Where);
        BinaryFeeding.AssertCutsDoNotMatter(() => new XtcParser(), bytes, stride: 29);
    }

    private static void AssertNear(double[] expected, double[] found, double toleranceA)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], toleranceA);
    }
}
