using StreamingSse.Formats.Imd;
using StreamingSse.Formats.Lammps;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Imd;

public sealed class ImdParserTests
{
    public static TheoryData<string, bool> Streams => new()
    {
        { ImdStreams.Lammps, false }, { ImdStreams.Lammps, true }, { ImdStreams.Gromacs, false }, { ImdStreams.Gromacs, true },
        { ImdStreams.Version3, false }, { ImdStreams.Version3, true },
    };

    /// <summary>The numbers were read from the recording by struct.unpack.</summary>
    [Fact]
    public void LAMMPS_sends_coordinates_alone()
    {
        List<Whole> frames = Read(ImdStreams.Lammps);
        Assert.Equal(4, frames.Count);
        Assert.All(frames, frame => Assert.True(frame is { Step: null, Kind: PositionKind.Wrapped, Cell: null } && double.IsNaN(frame.TimePs)));
        Assert.Equal(BitConverter.ToSingle(ImdStreams.Recorded(ImdStreams.Lammps), 16), frames[0].PositionsA[0]);
    }

    [Fact]
    public void GROMACS_numbers_its_frames_in_the_energies()
    {
        List<Whole> frames = Read(ImdStreams.Gromacs);
        Assert.Equal([GromacsFirstStep, GromacsFirstStep + 1, GromacsFirstStep + 2, GromacsFirstStep + 3], frames.Select(frame => frame.Step));
    }

    /// <summary>Version 3 gives time, step, box and velocities: those of the Li2O trajectory that it was made of.</summary>
    [Fact]
    public void Version_3_gives_everything()
    {
        List<Whole> frames = Read(ImdStreams.Version3);
        Assert.Equal(3, frames.Count);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(0.075 * k, frames[k].TimePs, 1e-9);
            Assert.Equal(50 * k, frames[k].Step!.Value - frames[0].Step!.Value);
            Assert.Equal(PositionKind.Unwrapped, frames[k].Kind);
            Assert.True(frames[k].Cell is { IsOrthorhombic: true, VolumeA3: > 1000 and < 5000 });
            Assert.InRange(frames[k].VelocitiesAPerPs.Max(Math.Abs), 10, 100); // of Li at 1350 K: thermal, about 13 Å/ps
        }
        // Positions and velocities belong together: x(t + 75 fs) − x(t) is near v·t only in order of size, but correlates with it.
        double overlap = frames[0].VelocitiesAPerPs.Zip(frames[1].PositionsA.Zip(frames[0].PositionsA, (b, a) => b - a), (v, d) => v * d).Sum();
        Assert.True(overlap > 0);
    }

    [Fact]
    public void The_units_of_LAMMPS_are_converted()
    {
        byte[] stream = ImdStreams.Recorded(ImdStreams.Version3);
        List<Whole> metal = Read(ImdStreams.Version3), real = Read(stream, ImdStreams.AtomCount(ImdStreams.Version3), LammpsUnits.Find("real")!);
        Assert.Equal(metal[1].TimePs / 1000, real[1].TimePs, 1e-12);
        Assert.Equal(metal[1].VelocitiesAPerPs[5] * 1000, real[1].VelocitiesAPerPs[5], 1e-6);
        Assert.Equal(metal[1].PositionsA[5], real[1].PositionsA[5]);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_cut_at_any_byte_gives_the_same_frames(string name, bool turned)
    {
        byte[] stream = Stream(name, turned);
        BinaryFeeding.AssertCutsDoNotMatter(() => Parser(name), stream, stride: 7);
        List<Whole> plain = Read(name), other = BinaryFeeding.Read(Parser(name), stream).Frames;
        Assert.True(plain.Zip(other).All(pair => pair.First.IsSameAs(pair.Second)));
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_damaged_stream_gives_no_wrong_frame(string name, bool turned) => BinaryFeeding.Fuzz(() => Parser(name), Stream(name, turned), 300);

    [Theory]
    [InlineData(ImdStreams.Lammps, 8)]
    [InlineData(ImdStreams.Gromacs, 8)]
    [InlineData(ImdStreams.Version3, 23)]
    public void Frames_allocate_nothing(string name, int headerBytes)
    {
        byte[] stream = ImdStreams.Recorded(name);
        BinaryFeeding.AssertFramesAllocateNothing(Parser(name), stream[headerBytes..], stream[..headerBytes]);
    }

    [Fact]
    public void Another_number_of_atoms_breaks_the_stream_with_both_numbers()
    {
        using var parser = new ImdParser("imd://here:1", 323, false, LammpsUnits.Find("metal")!);
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(parser, ImdStreams.Recorded(ImdStreams.Lammps));
        Assert.Empty(frames);
        Assert.Equal(new BadInput("imd://here:1 byte 8", "323 atoms", "324"), Assert.Single(rejected));
        Assert.True(parser.IsBroken);
    }

    [Fact]
    public void Another_protocol_is_named_by_its_first_bytes()
    {
        using ImdParser parser = Parser(ImdStreams.Lammps);
        Assert.Equal("the bytes 5353482D322E302D", Assert.Single(BinaryFeeding.Read(parser, "SSH-2.0-OpenSSH\n"u8).Rejected).Found);
    }

    [Fact]
    public void A_number_that_is_not_finite_rejects_its_frame_alone()
    {
        byte[] stream = ImdStreams.Recorded(ImdStreams.Lammps);
        BitConverter.GetBytes(float.NaN).CopyTo(stream, 8 + 8 + 400);
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(Parser(ImdStreams.Lammps), stream);
        Assert.Equal((3, 1), (frames.Count, rejected.Count));
    }

    /// <summary>A server that sends nothing else would have its bytes kept for ever.</summary>
    [Fact]
    public void Energies_that_come_again_before_any_coordinates_break_the_stream()
    {
        byte[] stream = ImdStreams.Recorded(ImdStreams.Gromacs), energies = stream[8..56];
        using ImdParser parser = Parser(ImdStreams.Gromacs);
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(parser, [.. stream[..8], .. energies, .. energies, .. stream[56..]]);
        Assert.Empty(frames);
        Assert.Equal(new BadInput("imd://here:1 byte 56", "coordinates", "packet 1 (Energies) of length 1"), Assert.Single(rejected));
        Assert.True(parser.IsBroken);
    }

    [Theory]
    [InlineData(0f, true)]
    [InlineData(3f, false)]
    public void A_box_is_none_where_it_is_all_zeros_and_rejects_its_frame_where_it_spans_nothing(float first, bool isRead)
    {
        byte[] stream = ImdStreams.Recorded(ImdStreams.Version3);
        int box = ImdStreams.Find(stream, 13);
        stream.AsSpan(box, 36).Clear();
        BitConverter.GetBytes(first).CopyTo(stream, box);
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(Parser(ImdStreams.Version3), stream);
        Assert.Equal(isRead ? 3 : 2, frames.Count);
        Assert.Equal(isRead ? [] : ["a box with a volume, or one of zeros"], rejected.Select(bad => bad.Expected));
        Assert.Equal(isRead, frames[0].Cell is null);
    }

    private const int GromacsFirstStep = 515;

    private static byte[] Stream(string name, bool turned) => turned ? ImdStreams.Turned(ImdStreams.Recorded(name)) : ImdStreams.Recorded(name);

    private static ImdParser Parser(string name) => new("imd://here:1", ImdStreams.AtomCount(name), false, LammpsUnits.Find("metal")!);

    private static List<Whole> Read(string name) => BinaryFeeding.Read(Parser(name), ImdStreams.Recorded(name)).Frames;

    private static List<Whole> Read(byte[] stream, int atomCount, LammpsUnits units) =>
        BinaryFeeding.Read(new ImdParser("imd://here:1", atomCount, false, units), stream).Frames;
}
