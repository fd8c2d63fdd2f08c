using StreamingSse.Pipeline.Streams;

namespace StreamingSse.Pipeline.Tests.Streams;

public sealed class FlowTests
{
    [Fact]
    public async Task A_flow_is_the_same_stages_before_a_source_and_before_a_sink()
    {
        Flow<int, string> flow = Flow.Create<int>().Select(i => 10 * i).Where(i => i != 20).Buffer(2).Select(i => $"{i} ps")
            .Via(Flow.Create<string>().Select(text => text + "!"));
        var afterSource = new List<string>();
        var beforeSink = new List<string>();
        Source<int> source = Source.From(Enumerable.Range(0, 4).ToAsyncEnumerable());
        await source.Via(flow).To(Sink.ForEach<string>(afterSource.Add)).Run().Completion;
        await source.To(flow.To(Sink.ForEach<string>(beforeSink.Add))).Run().Completion;
        Assert.Equal(["0 ps!", "10 ps!", "30 ps!"], afterSource);
        Assert.Equal(afterSource, beforeSink);
    }
}
