using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Tests.Wire;

namespace StreamingSse.Pipeline.Tests.Links;

public sealed class ProcessLinkTests
{
    [Fact]
    public async Task The_newest_of_each_run_comes_out_and_older_ones_that_waited_are_gone()
    {
        var link = new ProcessLink();
        foreach ((string run, long frames) in new[] { ("a", 1L), ("b", 1L), ("a", 3L), ("a", 2L) }) await link.PublishAsync(RunStateCodecTests.State(run, frames), default);
        link.Close();
        List<(string, long)> read = [];
        await foreach (RunState state in link.ReadAsync(default)) read.Add((state.Run, state.Stamp.FrameCount));
        Assert.Equal([("a", 3), ("b", 1)], read);
    }

    [Fact]
    public async Task After_its_end_nothing_is_taken()
    {
        var link = new ProcessLink();
        link.Close();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await link.PublishAsync(RunStateCodecTests.State("a", 1), default));
    }
}
