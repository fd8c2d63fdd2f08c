using StreamingSse.Formats.Imd;
using StreamingSse.Kernel.Frames;

namespace StreamingSse.Formats.Tests.Imd;

public sealed class ImdRateFilterTests
{
    [Fact]
    public void Frames_at_another_rate_are_left_out_until_the_wanted_one_is_taken_up() =>
        Assert.Equal([520, 530, 540], Passed(10, 515, 516, 517, 518, 519, 520, 530, 540));

    [Fact]
    public void A_server_that_keeps_its_rate_is_taken_as_it_is()
    {
        long[] steps = [.. Enumerable.Range(0, 30).Select(i => 25L * i)];
        Assert.Equal(steps[20..], Passed(10, steps)[^10..]);
    }

    [Fact]
    public void Every_frame_goes_back_to_its_pool()
    {
        var pool = new FramePool(1);
        using (var filter = new ImdRateFilter(10))
            foreach (long step in new long[] { 1, 2, 3 }) Assert.False(filter.Passes(FrameAt(pool, step)));
        Assert.Equal(0, pool.RentedCount);
    }

    private static List<long> Passed(int rate, params long[] steps)
    {
        var pool = new FramePool(1);
        var passed = new List<long>();
        using var filter = new ImdRateFilter(rate);
        foreach (long step in steps)
        {
            Frame frame = FrameAt(pool, step);
            bool passes = filter.Passes(frame);
            while (filter.TryTakeHeld(out Frame held)) Keep(held);
            if (passes) Keep(frame);
        }
        return passed;

        void Keep(Frame frame)
        {
            passed.Add(frame.Step!.Value);
            frame.Dispose();
        }
    }

    private static Frame FrameAt(FramePool pool, long step)
    {
        Frame frame = pool.Rent();
        frame.Step = step;
        return frame;
    }
}
