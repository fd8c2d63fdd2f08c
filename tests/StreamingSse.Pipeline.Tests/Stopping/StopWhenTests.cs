using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class StopWhenTests
{
    [Theory]
    [InlineData("D ±20%", null, 0.2, 0)]
    [InlineData("D(Li) ±20% after 100 ps", "Li", 0.2, 100)]
    [InlineData("  D ( Na )  +-15 %  after 0.5 ns ", "Na", 0.15, 500)]
    [InlineData("D+/-7.5%", null, 0.075, 0)]
    public void A_condition_is_read_as_it_is_said(string text, string? specie, double target, double afterPs)
    {
        Assert.True(StopWhen.TryParse(text, out StopWhen when));
        Assert.Equal(specie, when.Specie);
        Assert.Equal(target, when.TargetRelative, 12);
        Assert.Equal(afterPs, when.AfterPs, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("D 20%")]
    [InlineData("D ±20")]
    [InlineData("D ±0.2%")]
    [InlineData("D ±95%")]
    [InlineData("D() ±20%")]
    [InlineData("E ±20%")]
    [InlineData("D ±20% after 100")]
    [InlineData("D ±20% after ps")]
    [InlineData("D ±20% and then some")]
    public void What_says_no_condition_is_refused(string text) => Assert.False(StopWhen.TryParse(text, out _));

    [Fact]
    public void A_condition_is_read_again_from_its_own_words()
    {
        var when = new StopWhen("Li", 0.125, 40);
        Assert.True(StopWhen.TryParse(when.ToString(), out StopWhen again));
        Assert.Equal(when, again);
    }

    [Fact]
    public void A_command_is_the_users_text_to_its_last_letter()
    {
        Assert.Equal(new OnConverged.Exec("echo $SSE_RUN; touch 'a b'"), OnConverged.Parse("exec:echo $SSE_RUN; touch 'a b'"));
        Assert.Equal(new OnConverged.DryRun(), OnConverged.Parse("dry-run"));
        Assert.Equal(new OnConverged.Stop(), OnConverged.Parse("stop"));
        Assert.Null(OnConverged.Parse("exec:"));
        Assert.Null(OnConverged.Parse("kill"));
    }
}
