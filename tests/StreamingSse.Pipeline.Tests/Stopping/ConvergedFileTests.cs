using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class ConvergedFileTests : IDisposable
{
    private static readonly StopWhen When = new(null, 0.5, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-converged-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_next_job_of_the_chain_finds_it()
    {
        ConvergedFile left = Leave();
        Assert.Equal(left, Find(When));
        Assert.Equal(left, Find(When with { TargetRelative = 0.6 }));
        File.AppendAllText(Trajectory, "more frames");
        Assert.Equal(left, Find(When));
        File.Delete(Trajectory); // moved away by the job script
        Assert.Equal(left, Find(When));
    }

    [Fact]
    public void A_job_that_asks_for_more_is_not_skipped()
    {
        Leave();
        Assert.Null(Find(When with { TargetRelative = 0.4 }));
        Assert.Null(Find(When with { AfterPs = 1000 }));
        Assert.Null(Find(When with { Specie = "Na" }));
        Assert.NotNull(Find(When with { Specie = "Li", AfterPs = 400 }));
    }

    [Fact]
    public void A_run_begun_anew_or_elsewhere_is_not_of_the_chain()
    {
        Leave();
        string copy = Directory.CreateDirectory(Path.Combine(_folder, "copy")).FullName;
        File.Copy(Path.Combine(_folder, ConvergedFile.FileName), Path.Combine(copy, ConvergedFile.FileName));
        Assert.Null(ConvergedFile.Find(copy, When, out string? problem));
        Assert.Contains("not of this folder", problem);
        File.WriteAllText(Trajectory, "another first frame, and more\n");
        Assert.Null(ConvergedFile.Find(_folder, When, out problem));
        Assert.Contains("begun anew", problem);
    }

    [Fact]
    public void Somebody_elses_file_of_that_name_is_told_of_and_not_believed()
    {
        File.WriteAllText(Path.Combine(_folder, ConvergedFile.FileName), "yes");
        Assert.Null(ConvergedFile.Find(_folder, When, out string? problem));
        Assert.Contains("expected what sse left there", problem);
    }

    private string Trajectory => Path.Combine(_folder, "traj.lammpstrj");

    private ConvergedFile? Find(StopWhen when) => ConvergedFile.Find(_folder, when, out _);

    private ConvergedFile Leave()
    {
        File.WriteAllText(Trajectory, new string('x', 5000));
        StopFacts facts = StopPolicy.Decide(When, "run", ConvergedWalk.Snapshot(400, 0.5).Snapshot)!;
        ConvergedFile file = ConvergedFile.Of(ConvergedWalk.Setup(_folder, "LAMMPS", "traj.lammpstrj").Plan, Trajectory, When, facts, "stopped", DateTimeOffset.UnixEpoch);
        file.Write();
        return file;
    }
}
