using System.Buffers.Binary;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.NetCdf;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.NetCdf;

/// <summary>Against MDAnalysis 2.4.2: MDAnalysis.coordinates.TRJ.NCDFReader(file)[frame].positions, velocities, time.</summary>
public sealed class NetCdfParserTests
{
    private const int HeaderBytes = 0x390, RecordBytes = 7828;

    private static byte[] Oxide => File.ReadAllBytes(TestData.At("netcdf", "oxide.nc"));

    [Fact]
    public void Positions_velocities_cells_and_times_are_those_of_MDAnalysis()
    {
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(new NetCdfParser(), Oxide);
        Assert.Empty(rejected);
        Assert.Equal([7167.358045447618, 7175.317375103012, 7173.768194934353], frames.Select(frame => frame.PositionsA.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([8841.654406383634, 8773.75079048425, 9043.957799656317], frames.Select(frame => frame.VelocitiesAPerPs.Sum(Math.Abs)), (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal([0, 0.075, 0.15], frames.Select(frame => frame.TimePs), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(frames, frame => Assert.Equal((PositionKind.Wrapped, true), (frame.Kind, frame.Cell!.Value.IsOrthorhombic)));
        Assert.All(frames, frame => Assert.Equal(14.841381, frame.Cell!.Value.ByA, 1e-6));
    }

    [Fact]
    public void Atoms_out_of_order_are_put_in_the_order_of_their_ids_and_units_and_scale_factors_are_applied()
    {
        using var parser = new NetCdfParser();
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(parser, File.ReadAllBytes(TestData.At("netcdf", "unsorted.nc")));
        Assert.Empty(rejected);
        Assert.Equal(["1", "2", "1", "2", "1"], parser.AtomLabels);
        Assert.Equal([0, 0.05, 0.1], frames.Select(frame => frame.TimePs));
        for (int k = 0; k < 3; k++)
            for (int c = 0; c < 15; c++)
            {
                Assert.Equal(10.0 * (c / 3) + c % 3 + 0.125 * k, frames[k].PositionsA[c]);
                Assert.Equal(2000 * (0.25 * (c / 3) + c % 3), frames[k].VelocitiesAPerPs[c]);
            }
        Assert.Equal((12, 4.64880088, -1, 1), (frames[0].Cell!.Value.AxA, Math.Round(frames[0].Cell!.Value.BxA, 8), frames[0].Cell!.Value.OriginXA, frames[0].Cell!.Value.OriginZA));
    }

    /// <summary>1 1 3 5 5 has the sum of 1 to 5, and a place that no row fills.</summary>
    [Theory]
    [InlineData(0, new[] { 1.0, 1, 3, 5, 5 }, "1 again in row 2")]
    [InlineData(1, new[] { 1.0, 1, 3, 5, 5 }, "1 again in row 2")]
    [InlineData(2, new[] { 2.0, 3, 4, 5, 6 }, "6 in row 5")]
    public void Ids_that_name_an_atom_twice_or_none_reject_their_frame_alone(int damaged, double[] ids, string found)
    {
        byte[] bytes = WithIds(File.ReadAllBytes(TestData.At("netcdf", "unsorted.nc")), damaged, ids);
        using var parser = new NetCdfParser();
        (List<Whole> frames, List<BadInput> rejected) = BinaryFeeding.Read(parser, bytes);
        Assert.Equal(2, frames.Count);
        Assert.Equal(("each id from 1 to 5 once", found), (Assert.Single(rejected).Expected, rejected[0].Found));
        Assert.Equal(["1", "2", "1", "2", "1"], parser.AtomLabels);
        Assert.All(frames, frame => Assert.Equal(10.0 * 4 + 2, Math.Truncate(frame.PositionsA[14])));
    }

    [Fact]
    public void A_frame_cut_at_any_byte_is_read_once_and_whole() => BinaryFeeding.AssertCutsDoNotMatter(() => new NetCdfParser(), Oxide, stride: 13);

    [Fact]
    public void Frames_allocate_nothing() => BinaryFeeding.AssertFramesAllocateNothing(new NetCdfParser(), Oxide[HeaderBytes..], Oxide[..HeaderBytes]);

    [Fact]
    public void Damage_is_survived() => BinaryFeeding.Fuzz(() => new NetCdfParser(), Oxide, 1000);

    [Fact]
    public void What_is_not_classic_is_refused_in_words()
    {
        byte[] bytes = Oxide;
        bytes[3] = 5;
        Assert.Contains("version 5", Assert.Single(BinaryFeeding.Read(new NetCdfParser(), bytes).Rejected).ToString());
    }

    [Fact]
    public void Velocities_of_other_atoms_than_the_positions_are_refused_in_words()
    {
        byte[] bytes = File.ReadAllBytes(TestData.At("netcdf", "unsorted.nc"));
        int dimensions = bytes.AsSpan().IndexOf("velocities"u8) + 12 + sizeof(int); // frame, atom, spatial
        bytes[dimensions + 7] = 3;                                                  // cell_spatial in place of atom
        Assert.Contains("velocities: expected 5 atoms, as coordinates, got 3", Assert.Single(BinaryFeeding.Read(new NetCdfParser(), bytes).Rejected).ToString());
    }

    /// <summary>The library counts a record when the first of its variables is written; the others may still be missing.</summary>
    [Fact]
    public void The_newest_record_waits_until_the_next_is_counted_or_nothing_follows()
    {
        using var folder = new TemporaryFolder();
        folder.Write("oxide.xyz", "324\nnames\n" + string.Concat(Enumerable.Repeat("O 0 0 0\n", 108)) + string.Concat(Enumerable.Repeat("Li 0 0 0\n", 216)));
        byte[] bytes = Oxide;
        bytes.AsSpan(HeaderBytes + 2 * RecordBytes + RecordBytes / 2).Clear(); // the velocities of the third
        File.WriteAllBytes(folder["oxide.nc"], bytes);
        using var run = Follower.Follow(RunDiscovery.Find(folder["oxide.nc"], new RunOptions()), new FollowOptions { EndAfter = TimeSpan.FromSeconds(60) });
        run.Wait(2);
        Assert.Single(run.Frames); // the second is held back until a third shows the spacing
        File.WriteAllBytes(folder["oxide.nc"], Oxide);
        run.Wait(2);
        Assert.Single(run.Frames);
        run.Wait(100);
        Assert.True(run.HasEnded);
        Assert.Equal([0, 0.075, 0.15], run.TimesPs, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(BinaryFeeding.Read(new NetCdfParser(), Oxide).Frames[2].VelocitiesAPerPs, run.Frames[2].VelocitiesAPerPs!);
        Assert.DoesNotContain(run.Events, told => told is SourceEvent.SourceRestarted or SourceEvent.FrameRejected or SourceEvent.TailIgnored);
    }

    private static byte[] WithIds(byte[] file, int record, double[] ids)
    {
        var layout = new NetCdfLayout(NetCdfHeader.Read(file));
        Span<byte> at = file.AsSpan((int)(layout.Ids!.Begin + record * layout.RecordBytes));
        Assert.Equal(NetCdfType.Int, layout.Ids.Type);
        for (int row = 0; row < ids.Length; row++) BinaryPrimitives.WriteInt32BigEndian(at[(4 * row)..], (int)ids[row]);
        return file;
    }
}
