using System.Diagnostics;
using StreamingSse.Kernel.Frames;
using StreamingSse.Pipeline.Streams;
using Xunit.Abstractions;

namespace StreamingSse.Pipeline.Tests.Streams;

[Collection("alone")]
public sealed class LinkTests(ITestOutputHelper output)
{
    private const int FrameCount = 40_000;

    private readonly FramePool _pool = new(atomCount: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_hand_over_allocates_nothing(int branchCount)
    {
        var passes = new List<long>();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (int pass = 0; pass < 8; pass++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await Pass(branchCount);
            passes.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        TimeSpan cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        output.WriteLine($"{branchCount} branches: {clock.Elapsed.TotalMicroseconds / (8 * FrameCount):F2} µs wall, "
            + $"{cpu.TotalMicroseconds / (8 * FrameCount):F2} µs CPU per frame; bytes per pass {string.Join(' ', passes)}");
        // A graph itself takes some kilobytes, and the runtime's queues double now and then; one object per frame would be ≥ 24 bytes × 40,000
        // in every pass.
        Assert.InRange(passes.Min(), 0, FrameCount);
    }

    private async Task Pass(int branchCount)
    {
        Source<Frame> source = Source.From(Rent(), Frames.Lease).Select(frame => frame);
        Sink<Frame> sink = Sink.Ignore<Frame>();
        RunnableGraph graph = branchCount == 0 ? source.To(sink) : source.Broadcast(16, [.. Enumerable.Repeat(sink, branchCount)]);
        await graph.Run().Completion;
        Assert.Equal(0, _pool.RentedCount);
    }

#pragma warning disable CS1998 // a source that never has to wait is the fastest there can be
    private async IAsyncEnumerable<Frame> Rent()
    {
        for (int step = 0; step < FrameCount; step++) yield return _pool.Rent();
    }
#pragma warning restore CS1998
}
