using StreamingSse.Pipeline.Links;

namespace StreamingSse.Pipeline.Tests.Links;

public sealed class StateStampTests
{
    [Fact]
    public void Within_a_session_the_generation_then_the_frames_then_the_end_decide()
    {
        StateStamp[] rising = [new("s1", 0, 5, false), new("s1", 0, 6, false), new("s1", 0, 6, true), new("s1", 1, 2, false), new("s1", 1, 3, true)];
        for (int a = 0; a < rising.Length; a++)
        {
            for (int b = 0; b < rising.Length; b++) Assert.Equal(a > b, rising[a].Supersedes(rising[b]));
        }
        Assert.True(rising[0].Supersedes(null));
    }

    [Fact]
    public void Another_session_that_is_further_wins_and_one_that_reads_again_from_the_start_does_not()
    {
        var before = new StateStamp("s1", 0, 100, true);
        Assert.False(new StateStamp("s2", 0, 40, false).Supersedes(before));
        Assert.True(new StateStamp("s2", 0, 101, false).Supersedes(before));
        Assert.True(new StateStamp("s2", 0, 100, true).Supersedes(before)); // the same state, told by the later session
        Assert.False(before.Supersedes(new StateStamp("s2", 0, 100, true)));
    }

    [Fact]
    public void Whatever_the_order_in_which_they_come_the_same_state_stands_at_the_end()
    {
        // A run of 100 frames, then one of 60 in its place, watched by three sessions; the last one reads it to its end.
        StateStamp[] told = [new("s1", 0, 50, false), new("s1", 0, 100, true), new("s2", 0, 30, false), new("s3", 0, 20, false), new("s3", 0, 60, true)];
        var dice = new Random(3);
        for (int trial = 0; trial < 200; trial++)
        {
            StateStamp? stands = null;
            StateStamp[] order = [.. told.Concat(told).OrderBy(_ => dice.Next())]; // each comes twice
            foreach (StateStamp next in order) stands = next.Supersedes(stands) ? next : stands;
            Assert.Equal(told[^1], stands);
        }
    }
}
