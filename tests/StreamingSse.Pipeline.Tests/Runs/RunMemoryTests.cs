using StreamingSse.Pipeline.Runs;

namespace StreamingSse.Pipeline.Tests.Runs;

public sealed class RunMemoryTests
{
    [Fact]
    public void A_share_below_the_least_that_a_run_needs_is_told_with_both_sizes()
    {
        var memory = new RunMemory(300_000, atomCount: 64, mobileCount: 32); // 1 MB + 64 × 2 kB + 32 × 9 kB
        Assert.Equal((0, 0), (memory.MsdBytes, memory.VacfBytes));
        Assert.Contains("0.3 MB", memory.Shortage);
        Assert.Contains("1.4 MB", memory.Shortage);
    }

    [Fact]
    public void What_is_left_beyond_the_least_is_shared_out_whole()
    {
        var memory = new RunMemory(5_416_000, atomCount: 64, mobileCount: 32);
        Assert.Null(memory.Shortage);
        Assert.Equal(4_000_000, memory.MsdBytes + memory.VacfBytes);
        Assert.Equal(3 * memory.VacfBytes, memory.MsdBytes);
    }
}
