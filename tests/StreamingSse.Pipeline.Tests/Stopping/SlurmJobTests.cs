using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class SlurmJobTests
{
    // scontrol show job --oneliner of Debian's Slurm 22.05.8, cut.
    private const string Running = "JobId=2 JobName=md.sh UserId=root(0) GroupId=root(0) JobState=RUNNING Reason=None ExitCode=0:0 RunTime=00:00:05 TimeLimit=02:00:00 "
        + "StartTime=2026-11-25T10:00:00 EndTime=2026-11-25T12:00:00 Deadline=N/A Command=/run/md.sh WorkDir=/run Comment=a=b";

    [Fact]
    public void What_scontrol_prints_is_read()
    {
        SlurmJob job = SlurmJob.Parse("2", Running);
        Assert.Equal(new SlurmJob("2", true, "RUNNING", "0:0", new DateTime(2026, 11, 25, 12, 0, 0), null), job);
        Assert.True(job.IsRunning);
        Assert.False(job.HasEnded);
    }

    [Theory]
    [InlineData("COMPLETED", true)]
    [InlineData("TIMEOUT", true)]
    [InlineData("CANCELLED", true)]
    [InlineData("COMPLETING", false)]
    [InlineData("SUSPENDED", false)]
    public void A_job_has_ended_when_its_state_says_so(string state, bool hasEnded) =>
        Assert.Equal(hasEnded, SlurmJob.Parse("2", Running.Replace("RUNNING", state)).HasEnded);

    [Fact]
    public void A_job_without_a_limit_has_no_end() => Assert.Null(SlurmJob.Parse("2", Running.Replace("02:00:00", "UNLIMITED")).EndsAt);

    [Fact]
    public void A_job_that_Slurm_forgot_has_ended_but_one_that_it_cannot_be_asked_for_has_not()
    {
        Assert.True(new SlurmJob("2", false, "", "", null, null).HasEnded);
        Assert.False(new SlurmJob("2", false, "", "", null, "scontrol: no answer").HasEnded);
    }
}
