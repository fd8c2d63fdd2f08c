using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Imd;

public sealed class ImdQueueTests
{
    [Fact]
    public void What_has_no_room_is_dropped_and_counted_whether_it_could_be_read_or_not()
    {
        var (queue, pool) = (new ImdQueue(1), new FramePool(1));
        queue.AddFrame(pool.Rent(), 1, 10);
        queue.AddFrame(pool.Rent(), 2, 20);
        queue.AddRejected(new BadInput("byte 20", "finite numbers", "others"));
        Assert.Equal((1, 2L, 1L), (queue.Count, queue.DroppedCount, pool.RentedCount));
        queue.Clear();
        queue.AddFrame(pool.Rent(), 4, 40);
        Assert.True(queue.TryTake(out ImdItem gap));
        Assert.Equal((2L, 2L), (gap.LostCount, queue.DroppedCount));
        queue.Clear();
        Assert.Equal(0, pool.RentedCount);
    }
}
