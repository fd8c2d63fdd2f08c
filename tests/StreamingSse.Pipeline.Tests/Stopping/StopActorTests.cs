using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Stopping;

public sealed class StopActorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-stop-").FullName;
    private readonly ActorTestKit _kit = new();
    private readonly TestProbe _dashboard;
    private readonly RunFinish _finish = new();

    public StopActorTests() => _dashboard = _kit.CreateProbe();

    private string Out => Path.Combine(_folder, "out");

    private string Audit => File.ReadAllText(Path.Combine(Out, StopAudit.FileName));

    public void Dispose()
    {
        _kit.Dispose();
        _finish.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_converged_run_is_stopped_once_and_the_next_job_is_told()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        ActorRef<RunNews> stopper = Begin(new OnConverged.Stop());
        Assert.Equal(StopStage.Ready, Next().Stage);
        stopper.Tell(Taken(15));
        _dashboard.ExpectNoMsg();
        stopper.Tell(Taken(400));
        stopper.Tell(Taken(410));
        Assert.Equal(StopStage.Requested, Next().Stage);
        Until(() => engine.HasEnded);
        StopNews confirmed = Next();
        Assert.Equal(StopStage.Confirmed, confirmed.Stage);
        Assert.True(_finish.TokenOf("run").IsCancellationRequested);
        stopper.Tell(new RunNews.RunEnded("run", "it was asked to finish"));
        _dashboard.ExpectMsg<RunNews.LastWord>();

        Assert.Single(Audit.Split('\n'), line => line.Contains("stop asked of"));
        ConvergedFile? left = ConvergedFile.Find(_folder, new StopWhen(null, 0.5, 0), out string? problem);
        Assert.True(left is not null, problem);
        Assert.Equal(400, left.AtPs);
        Assert.Contains("soft stop encountered", left.Done);
        Assert.False(File.Exists(Path.Combine(_folder, "STOPCAR")));
    }

    [Fact]
    public void A_dry_run_says_what_it_would_do_and_touches_nothing()
    {
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        string[] before = Files();
        ActorRef<RunNews> stopper = Begin(new OnConverged.DryRun());
        Assert.Contains("dry run", Next().Text);
        stopper.Tell(Taken(400));
        StopNews said = Next();
        Assert.Equal(StopStage.LeftAlone, said.Stage);
        Assert.Contains($"would write {Path.Combine(_folder, "STOPCAR")}", said.Text);
        Assert.Contains(said.Text, Audit);
        Assert.Equal(before, Files());
        Assert.False(engine.HasEnded);
        Assert.False(_finish.TokenOf("run").IsCancellationRequested);
    }

    [Fact]
    public void The_engine_that_was_named_has_ended_so_the_one_that_runs_now_is_left_alone()
    {
        EngineDouble first = EngineDouble.Vasp(_folder);
        ActorRef<RunNews> stopper = Begin(new OnConverged.Stop(), new EngineHint(first.Pid));
        Assert.Equal(StopStage.Ready, Next().Stage);
        first.Dispose();
        using EngineDouble next = EngineDouble.Vasp(_folder);
        stopper.Tell(Taken(400));
        StopNews said = Next();
        Assert.Equal(StopStage.LeftAlone, said.Stage);
        Assert.Contains($"process {first.Pid} has ended; nothing was written", said.Text);
        Assert.False(File.Exists(Path.Combine(_folder, "STOPCAR")));
        Assert.False(next.HasEnded);
    }

    [Fact]
    public void A_command_gets_its_facts_from_the_environment_and_its_end_is_in_the_audit()
    {
        string seen = Path.Combine(_folder, "seen");
        using EngineDouble engine = EngineDouble.Vasp(_folder);
        ActorRef<RunNews> stopper = Begin(new OnConverged.Exec($"echo \"$SSE_RUN $SSE_AT_PS\" > '{seen}'; exit 4"));
        Next();
        stopper.Tell(Taken(400));
        StopNews said = Next();
        Assert.Equal(StopStage.Executed, said.Stage);
        Assert.Equal("run 400\n", File.ReadAllText(seen));
        Assert.Contains("exit code 4", Audit);
        Assert.False(engine.HasEnded);
    }

    [Fact]
    public void A_run_that_cannot_be_stopped_is_told_so_at_the_start()
    {
        File.WriteAllText(Path.Combine(_folder, "XDATCAR"), "");
        Begin(new OnConverged.Stop());
        StopNews said = Next();
        Assert.Equal(StopStage.Closed, said.Stage);
        Assert.Contains("give --pid PID, or --job JOBID", said.Text);
    }

    [Fact]
    public void The_watch_may_end_before_the_engine_does_and_the_audit_says_so()
    {
        using EngineDouble engine = EngineDouble.Gromacs(_folder);
        // Deaf to the file that stops VASP.
        File.Move(Path.Combine(_folder, "run.xtc"), Path.Combine(_folder, "XDATCAR"));
        ActorRef<RunNews> stopper = Begin(new OnConverged.Stop());
        Next();
        stopper.Tell(Taken(400));
        Assert.Equal(StopStage.Requested, Next().Stage);
        _finish.FinishAll();
        stopper.Tell(new RunNews.RunEnded("run", "it was asked to finish"));
        Assert.Equal(StopStage.Unconfirmed, Next().Stage);
        _dashboard.ExpectMsg<RunNews.LastWord>();
        Assert.Contains("not confirmed: the watch ended while", Audit);
        Assert.False(File.Exists(Path.Combine(_folder, ConvergedFile.FileName)));
    }

    [Fact]
    public void What_an_earlier_watch_asked_of_an_engine_is_seen_through_and_nobody_else_is_asked()
    {
        using (EngineDouble earlier = EngineDouble.Vasp(_folder))
        {
            ActorRef<RunNews> killed = Begin(new OnConverged.Stop(), since: DateTimeOffset.MinValue, name: "killed");
            Next();
            killed.Tell(Taken(400));
            Assert.Equal(StopStage.Requested, Next().Stage);
            Task gone = killed.GracefulStop(TimeSpan.FromHours(1)); // before it has seen the engine's end: the clock of the kit stands still meanwhile
            _kit.Until(() => gone.IsCompleted, () => "expected the first watch to be gone");
            Until(() => earlier.HasEnded);
        }
        Assert.True(File.Exists(Path.Combine(_folder, "STOPCAR")));
        using EngineDouble nextJob = EngineDouble.Gromacs(_folder); // writes in its place, and is deaf
        File.Move(Path.Combine(_folder, "run.xtc"), Path.Combine(_folder, "XDATCAR"), overwrite: true);
        ActorRef<RunNews> stopper = Begin(new OnConverged.Stop(), since: DateTimeOffset.MinValue);
        Next();
        stopper.Tell(Taken(400));
        Assert.Equal(StopStage.Confirmed, Next().Stage);
        Assert.False(File.Exists(Path.Combine(_folder, "STOPCAR")));
        Assert.False(nextJob.HasEnded);
        Assert.Single(Audit.Split('\n'), line => line.Contains("stop asked of"));
        Assert.Contains("seen through for an earlier watch", Audit);
    }

    private static RunNews.SnapshotTaken Taken(double atPs) => new RunNews.SnapshotTaken("run", ConvergedWalk.Snapshot(atPs, 0.5));

    private ActorRef<RunNews> Begin(OnConverged then, EngineHint? engine = null, DateTimeOffset? since = null, string name = "stop")
    {
        var plan = new StopPlan(new StopWhen(null, 0.5, 0), then, engine ?? EngineHint.None, _ => Out) { Since = since };
        ActorRef<RunNews> stopper = _kit.System.Spawn(() => new StopActor(plan, _finish, _dashboard.As<RunNews>()), name);
        RunSetup setup = ConvergedWalk.Setup(_folder, "VASP", "XDATCAR");
        stopper.Tell(new RunNews.RunStarted(setup, new RunCounters(TimeProvider.System)));
        return stopper;
    }

    private StopNews Next() => _dashboard.ExpectMsg<RunNews.StopTold>().News;

    // The actor asks after the engine by the clock of the kit.
    private void Until(Func<bool> isSo) => _kit.Until(
        () =>
        {
            _kit.Advance(TimeSpan.FromSeconds(1));
            return isSo();
        },
        () => "expected the engine to end");

    private string[] Files() => [.. Directory.EnumerateFiles(_folder).Order()];
}
