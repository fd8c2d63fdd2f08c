using StreamingSse.Pipeline.Runs;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Runs;

public sealed class SnapshotClockTests
{
    private readonly TestScheduler _time = new();
    private readonly List<TimeSpan> _owed = [];
    private readonly SnapshotClock _clock;

    public SnapshotClockTests() => _clock = new SnapshotClock(new SnapshotPace(TimeSpan.FromMilliseconds(200), Share: 0.1), _time, _owed.Add);

    [Fact]
    public void The_first_frame_is_due_and_the_next_after_the_interval()
    {
        Assert.True(_clock.TakeDue());
        Assert.False(_clock.TakeDue());
        Pass(200);
        Assert.True(_clock.TakeDue());
    }

    [Fact]
    public void Frames_that_come_too_soon_are_owed_once_for_the_rest_of_the_interval()
    {
        _clock.TakeDue();
        Pass(150);
        _clock.TakeDue();
        _clock.TakeDue();
        Assert.Equal([TimeSpan.FromMilliseconds(50)], _owed);
        Assert.True(_clock.IsOwed);
    }

    [Fact]
    public void A_frame_that_is_due_pays_what_was_owed()
    {
        _clock.TakeDue();
        _clock.TakeDue();
        Pass(200);
        Assert.True(_clock.TakeDue());
        Assert.False(_clock.IsOwed);
    }

    [Fact]
    public void What_was_settled_counts_as_a_snapshot()
    {
        _clock.TakeDue();
        _clock.TakeDue();
        Pass(200);
        _clock.Settle();
        Assert.False(_clock.IsOwed);
        Assert.False(_clock.TakeDue());
        Assert.Equal(2, _owed.Count);
    }

    [Fact]
    public void Dear_snapshots_are_taken_at_their_share_of_the_time()
    {
        _clock.TakeDue();
        _clock.Spent(TimeSpan.FromMilliseconds(100));
        Pass(999);
        Assert.False(_clock.TakeDue());
        Pass(1);
        Assert.True(_clock.TakeDue());
    }

    [Fact]
    public void News_that_somebody_waits_for_does_not_wait()
    {
        _clock.TakeDue();
        _clock.Demand();
        Assert.True(_clock.TakeDue());
    }

    private void Pass(int ms) => _time.Advance(TimeSpan.FromMilliseconds(ms));
}
