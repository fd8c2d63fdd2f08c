using StreamingSse.Bench;

namespace StreamingSse.Formats.Tests.Fuzzing;

public sealed class FuzzTests
{
    [Fact]
    public void Damaged_files_give_the_frames_of_the_independent_reader_or_none()
    {
        (int frames, int rejected) = ParseFuzz.Check(ParseFuzz.Fixtures(TestData.Folder), count: 4000, seed: 20261122);
        Assert.True(frames > 4000 && rejected > 4000, $"{frames} frames and {rejected} rejections: the mutations are too mild or too wild to test anything");
    }

    /// <summary>Of every other format: what was not touched is read as it was, and nothing that is not there.</summary>
    [Fact]
    public void Damaged_binary_files_streams_and_outputs_give_the_frames_that_were_not_touched()
    {
        FuzzTally tally = BinaryFuzz.Check(BinaryFuzz.Fixtures(TestData.Folder), count: 2000, seed: 20261125);
        Assert.True(tally is { Frames: > 1500, Rejected: > 200, Same: > 500 }, $"{tally.Frames} frames, {tally.Own} of them untouched, {tally.Same} the same, and {tally.Rejected} rejections: the mutations are too mild or too wild to test anything");
        Assert.Equal(["dcd", "IMD", "nc", "OUTCAR", "traj", "trr", "vasprun.xml", "xtc"], tally.MutationsOf.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(2000, tally.MutationsOf.Values.Sum());
    }
}
