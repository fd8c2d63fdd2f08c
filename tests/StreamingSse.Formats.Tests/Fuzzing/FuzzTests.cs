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
}
