using System.Buffers.Binary;
using StreamingSse.Formats.Gromacs;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Gromacs;

/// <summary>Against MDAnalysis 2.4.2: MDAnalysis.coordinates.TRR.TRRReader(file)[frame].positions and .velocities, which are of single precision.</summary>
public sealed class TrrParserTests
{
    private static byte[] Water => File.ReadAllBytes(TestData.At("gromacs", "water.trr"));

    [Fact]
    public void Positions_velocities_cells_and_times_are_those_of_MDAnalysis()
    {
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new TrrParser(), Water);
        Assert.Empty(rejected);
        Assert.Equal([0L, 2, 4], frames.Select(frame => frame.Step!.Value));
        Assert.Equal([0, 0.004, 0.008], frames.Select(frame => Math.Round(frame.TimePs, 12)));
        Assert.All(frames, frame => Assert.Equal(Cell.Orthorhombic(20, 20, 20), frame.Cell));
        double[] positions = [19894.37824489735, 19894.443190364866, 19893.915533311665], velocities = [13553.582912195474, 13410.88062739186, 13560.549428690225];
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(positions[k], frames[k].PositionsA.Sum(Math.Abs), 1e-3);
            Assert.Equal(velocities[k], frames[k].VelocitiesAPerPs.Sum(Math.Abs), 1e-3);
        }
        Assert.Equal(18.996445, frames[2].PositionsA[^3], 2e-6);
    }

    [Fact]
    public void Double_precision_gives_the_same_numbers()
    {
        List<Whole> single = BinaryFeeding.Read(new TrrParser(), Water).Frames, wide = BinaryFeeding.Read(new TrrParser(), InDoublePrecision(Water, 663)).Frames;
        Assert.Equal(3, wide.Count);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(single[k].PositionsA, wide[k].PositionsA);
            Assert.Equal(single[k].VelocitiesAPerPs, wide[k].VelocitiesAPerPs);
            Assert.Equal(single[k].TimePs, wide[k].TimePs, 1e-8);
        }
    }

    [Fact]
    public void Velocities_alone_are_a_frame_without_positions_and_forces_alone_are_none()
    {
        byte[] frame = Water[..(Water.Length / 3)], noPositions = Without(frame, sizeAt: 24 + 7 * 4, dataAt: 84 + 36);
        Whole read = Assert.Single(BinaryFeeding.Read(new TrrParser(), noPositions).Frames);
        Assert.Equal(PositionKind.Absent, read.Kind);
        Assert.Equal(BinaryFeeding.Read(new TrrParser(), frame).Frames[0].VelocitiesAPerPs, read.VelocitiesAPerPs);
        byte[] onlyForces = [.. noPositions];
        BinaryPrimitives.WriteInt32BigEndian(onlyForces.AsSpan(24 + 9 * 4), BinaryPrimitives.ReadInt32BigEndian(onlyForces.AsSpan(24 + 8 * 4)));
        BinaryPrimitives.WriteInt32BigEndian(onlyForces.AsSpan(24 + 8 * 4), 0);
        Assert.Single(BinaryFeeding.Read(new TrrParser(), [.. onlyForces, .. frame]).Frames);
    }

    [Fact]
    public void A_frame_cut_at_any_byte_is_read_once_and_whole() => BinaryFeeding.AssertCutsDoNotMatter(() => new TrrParser(), Water, stride: 17);

    [Fact]
    public void Frames_allocate_nothing() => BinaryFeeding.AssertFramesAllocateNothing(new TrrParser(), Water);

    [Fact]
    public void Damage_is_survived() => BinaryFeeding.Fuzz(() => new TrrParser(), Water, 500);

    private static byte[] Without(byte[] frame, int sizeAt, int dataAt)
    {
        int size = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(sizeAt));
        byte[] shorter = [.. frame[..dataAt], .. frame[(dataAt + size)..]];
        BinaryPrimitives.WriteInt32BigEndian(shorter.AsSpan(sizeAt), 0);
        return shorter;
    }

    private static byte[] InDoublePrecision(byte[] single, int atomCount)
    {
        var wide = new List<byte>();
        for (int at = 0; at < single.Length;)
        {
            wide.AddRange(single[at..(at + 24)]);
            for (int i = 0; i < 13; i++) wide.AddRange(Int(BinaryPrimitives.ReadInt32BigEndian(single.AsSpan(at + 24 + 4 * i)) * (i < 10 ? 2 : 1)));
            for (int i = 0; i < 2 + 9 + 6 * atomCount; i++) wide.AddRange(Double(BinaryPrimitives.ReadSingleBigEndian(single.AsSpan(at + 76 + 4 * i))));
            at += 84 + 36 + 24 * atomCount;
        }
        return [.. wide];
    }

    private static byte[] Int(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Double(double value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}
