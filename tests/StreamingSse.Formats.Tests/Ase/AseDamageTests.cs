using System.Buffers.Binary;
using StreamingSse.Formats.Ase;
using StreamingSse.Formats.Following;
using StreamingSse.Formats.Tests.Following;
using StreamingSse.Kernel;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Ase;

public sealed class AseDamageTests : IDisposable
{
    private static readonly double[] Momenta = [7, 14, 21, 16, 32, 48];
    private static readonly UlmTestItem Moving = new(Momenta);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Masses_of_the_file_turn_momenta_into_velocities_in_the_items_that_follow_too()
    {
        (List<FrameSeen> frames, List<string> rejected) = Read(UlmFile.Of(Moving with { Masses = [7, 16] }, Moving));
        Assert.Empty(rejected);
        Assert.All(frames, frame => Assert.Equal([1, 2, 3, 1, 2, 3], frame.VelocitiesAPerPs.Select(v => v * Units.AseTimePs), (a, b) => Math.Abs(a - b) < 1e-12));
        Assert.Equal(2, frames.Count);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(-7, 16)]
    [InlineData(double.NaN, 16)]
    [InlineData(7, double.PositiveInfinity)]
    public void Damaged_masses_reject_their_item_and_all_momenta_until_others_come(double first, double second)
    {
        (List<FrameSeen> frames, List<string> rejected) = Read(UlmFile.Of(Moving with { Masses = [first, second] }, Moving, new UlmTestItem(), Moving with { Masses = [7, 16] }));
        Assert.Equal([2L, 3], frames.Select(frame => frame.Step));
        Assert.Equal(["masses of 2 atoms, finite and above zero", "masses for its momenta"], rejected);
        Assert.All(frames[1].VelocitiesAPerPs, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Masses_of_another_number_of_atoms_are_damaged_too() =>
        Assert.Equal("masses of 2 atoms, finite and above zero", Assert.Single(Read(UlmFile.Of(Moving with { Masses = [7, 16, 1] })).Rejected));

    [Fact]
    public void Velocities_that_are_not_finite_reject_their_item_alone()
    {
        (List<FrameSeen> frames, List<string> rejected) = Read(UlmFile.Of(Moving with { Masses = [1e-300, 16] }, Moving with { Momenta = [1e300, 0, 0, 0, 0, 0] }, Moving with { Masses = [7, 16] }));
        Assert.Equal([0L, 2], frames.Select(frame => frame.Step));
        Assert.Equal(["finite positions and velocities"], rejected);
    }

    [Theory]
    [InlineData("[[0, 0, 0], [0, 0, 0], [0, 0, 0]]", true)]
    [InlineData("[[5, 0, 0], [0, 5, 0], [0, 0, 0]]", false)]
    [InlineData("[[5, 0, 0], [0, 5, 0]]", false)]
    [InlineData("[[5, 0, 0], [0, NaN, 0], [0, 0, 5]]", false)]
    [InlineData("null", false)]
    public void A_cell_is_none_where_it_is_all_zeros_and_rejects_its_item_where_it_spans_nothing(string cell, bool isRead)
    {
        (List<FrameSeen> frames, List<string> rejected) = Read(UlmFile.Of(new UlmTestItem(), new UlmTestItem(Cell: cell), new UlmTestItem()));
        Assert.Equal(isRead ? [PositionKind.Wrapped, PositionKind.Unwrapped, PositionKind.Wrapped] : [PositionKind.Wrapped, PositionKind.Wrapped], frames.Select(frame => frame.Kind));
        Assert.Equal(isRead ? [] : ["a cell with a volume, or one of zeros"], rejected);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1L << 40)]
    public void An_item_that_the_index_does_not_lead_to_is_passed_over_alone(long place)
    {
        byte[] bytes = UlmFile.Of(Moving, Moving, Moving, Moving);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(UlmFile.IndexAt(bytes, 1)), place);
        (List<FrameSeen> frames, List<string> rejected) = Read(bytes);
        Assert.Equal([0L, 2, 3], frames.Select(frame => frame.Step));
        Assert.Equal(["4 items, as its beginning counts"], rejected);
    }

    public void Dispose() => _folder.Dispose();

    private sealed record FrameSeen(long Step, PositionKind Kind, double[] VelocitiesAPerPs);

    private (List<FrameSeen> Frames, List<string> Rejected) Read(byte[] bytes)
    {
        File.WriteAllBytes(_folder["run.traj"], bytes);
        using var feed = new AseTrajFeed(_folder["run.traj"], new AseTrajParser());
        feed.Finish();
        var (frames, rejected) = (new List<FrameSeen>(), new List<string>());
        while (true)
        {
            FeedStep step = feed.Next();
            if (step.State == FeedState.Ended) return (frames, rejected);
            if (step.Bad is BadInput bad) rejected.Add(bad.Expected);
            if (step.Frame is not Frame frame) continue;
            using (frame) frames.Add(new FrameSeen(frame.Step!.Value, frame.Kind, frame.HasVelocities ? frame.VelocitiesAPerPs.ToArray() : []));
        }
    }
}
