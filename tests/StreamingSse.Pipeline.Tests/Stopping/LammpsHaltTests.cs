using StreamingSse.Pipeline.Stopping.Ways;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class LammpsHaltTests
{
    [Theory]
    [InlineData("variable stop equal is_file(STOP)|fix h1 all halt 100 v_stop != 0 error soft message yes", "STOP", 100)]
    [InlineData("variable s equal is_file(/scratch/end.now)  # asked|fix h all halt 5 v_s > 0.5", "/scratch/end.now", 5)]
    [InlineData("variable s equal &|  is_file(A)|fix h all halt 10 v_s == 1 &| error continue", "A", 10)]
    [InlineData("variable a equal is_file(A)|variable b equal is_file(B)|fix h all halt 10 v_a != 0|fix h all halt 20 v_b != 0", "B", 20)]
    public void The_file_and_the_interval_are_those_of_the_fix_in_force(string script, string file, long steps) =>
        Assert.Equal(new LammpsHalt(file, steps), LammpsHalt.Find(script.Split('|'), out _));

    [Theory]
    [InlineData("fix h2 all halt 100 tlimit > 120 error soft")]
    [InlineData("variable e equal pe|fix h all halt 10 v_e > 0")]
    [InlineData("variable s equal is_file(A)|fix h all halt 10 v_s == 0")] // stops while the file is not there
    [InlineData("variable s equal is_file(A)|fix h all halt 10 v_s != 0|unfix h")]
    [InlineData("#variable s equal is_file(A)|#fix h all halt 10 v_s != 0")]
    public void A_fix_that_no_file_sets_off_is_no_way_to_stop(string script) => Assert.Null(LammpsHalt.Find(script.Split('|'), out _));

    [Fact]
    public void A_hard_halt_is_refused_because_it_ends_as_a_failure()
    {
        Assert.Null(LammpsHalt.Find(["variable s equal is_file(A)", "fix h all halt 10 v_s != 0 error hard"], out string? problem));
        Assert.Contains("error soft", problem);
    }
}
