using StreamingSse.Formats;
using StreamingSse.Formats.Following;
using StreamingSse.Kernel.Health;
using StreamingSse.Pipeline.Actors;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Health;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Tests.Stopping;
using StreamingSse.TestKit;

namespace StreamingSse.Pipeline.Tests.Health;

public sealed class HealthActorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-health-").FullName;
    private readonly ActorTestKit _kit = new();
    private readonly TestProbe _dashboard;

    public HealthActorTests() => _dashboard = _kit.CreateProbe();

    public void Dispose()
    {
        _kit.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_alarm_is_raised_once_and_a_stall_again_after_the_file_has_grown()
    {
        ActorRef<RunNews> health = Begin(exec: null);
        var stalled = new RunNews.SourceTold("run", new SourceEvent.SourceStalled("traj", TimeSpan.FromSeconds(90)));
        health.Tell(stalled);
        health.Tell(stalled);
        HealthAlarm alarm = _dashboard.ExpectMsg<RunNews.AlarmRaised>().Alarm;
        Assert.Equal(("stalled", "nothing was written for 90 s"), (alarm.Name, alarm.Text));
        _dashboard.ExpectNoMsg();
        health.Tell(new RunNews.SourceTold("run", new SourceEvent.SourceResumed("traj")));
        health.Tell(stalled);
        _dashboard.ExpectMsg<RunNews.AlarmRaised>();
    }

    [Fact]
    public void A_frame_with_fewer_atoms_is_an_alarm_and_one_with_a_bad_number_is_not()
    {
        ActorRef<RunNews> health = Begin(exec: null);
        health.Tell(new RunNews.SourceTold("run", new SourceEvent.FrameRejected("traj", new BadInput("line 9", "5 columns", "4"), 1)));
        _dashboard.ExpectNoMsg();
        health.Tell(new RunNews.SourceTold("run", new SourceEvent.FrameRejected("traj", new BadInput("line 20", "2 atoms, as in the first frame", "1"), 2)));
        HealthAlarm alarm = _dashboard.ExpectMsg<RunNews.AlarmRaised>().Alarm;
        Assert.Equal(("lost-atoms", "line 20: expected 2 atoms, as in the first frame, got 1"), (alarm.Name, alarm.Text));
    }

    [Fact]
    public void What_the_frames_tell_reaches_the_judge()
    {
        var counters = new RunCounters(TimeProvider.System);
        ActorRef<RunNews> health = Begin(exec: null, counters);
        counters.Measure(driftA: 11, volumeA3: 1000);
        health.Tell(new RunNews.SnapshotTaken("run", ConvergedWalk.Snapshot(15, 0.5)));
        Assert.Equal("drift", _dashboard.ExpectMsg<RunNews.AlarmRaised>().Alarm.Name);
        health.Tell(new RunNews.SnapshotTaken("run", ConvergedWalk.Snapshot(15, 0.5)));
        _dashboard.ExpectNoMsg();
    }

    [Fact]
    public void The_users_command_gets_the_alarm_in_its_environment()
    {
        string seen = Path.Combine(_folder, "seen");
        ActorRef<RunNews> health = Begin($"echo \"$SSE_RUN $SSE_ALARM: $SSE_ALARM_TEXT\" > '{seen}'");
        health.Tell(new RunNews.SourceTold("run", new SourceEvent.SourceStalled("traj", TimeSpan.FromSeconds(90))));
        _dashboard.ExpectMsg<RunNews.AlarmRaised>();
        health.Tell(new RunNews.RunEnded("run", "the end"));
        Assert.Contains("exit code 0", _dashboard.ExpectMsg<RunNews.NoticeTold>().Text);
        _dashboard.ExpectMsg<RunNews.LastWord>(); // and not before
        Assert.Equal("run stalled: nothing was written for 90 s\n", File.ReadAllText(seen));
    }

    private ActorRef<RunNews> Begin(string? exec, RunCounters? counters = null)
    {
        HealthConfig config = SseConfig.Load([]).Health with { Exec = exec };
        ActorRef<RunNews> health = _kit.System.Spawn(() => new HealthActor(config, _dashboard.As<RunNews>()), "health");
        health.Tell(new RunNews.RunStarted(ConvergedWalk.Setup(_folder, "LAMMPS", "traj"), counters ?? new RunCounters(TimeProvider.System)));
        return health;
    }
}
