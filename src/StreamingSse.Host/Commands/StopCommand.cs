using System.CommandLine;
using StreamingSse.Formats;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse stop</c>: stops the engine that writes a run, by hand, in its own way.</summary>
internal static class StopCommand
{
    public static Command Create(TextWriter output)
    {
        var path = new Argument<string>("RUN") { Description = "a trajectory, or a run's directory" };
        var pid = new Option<int?>("--pid") { Description = "the engine's process, or one that it descends from (default: whoever writes the trajectory)", HelpName = "PID" };
        var job = new Option<string?>("--job") { Description = "the Slurm job that the engine runs in", HelpName = "JOBID" };
        var dry = new Option<bool>("--dry-run") { Description = "say what would be done, and touch nothing" };
        var place = new Option<string?>("--out") { Description = "where sse-stop.log is written (default sse-out/NAME)", HelpName = "DIR" };
        var arguments = new RunArguments();
        var command = new Command("stop", """
            Stops the engine that writes a run, in the way it wants to be stopped (docs/stopping.md), and waits for its end.

            Examples:
              sse stop .                       LAMMPS: its stop file, CP2K: PROJECT.EXIT, VASP: STOPCAR, GROMACS: SIGTERM
              sse stop 600K --job 4711         the engine runs in Slurm's job 4711
              sse stop 600K --dry-run          what would be done
            """)
        { path, pid, job, dry, place };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(pid) is not null && result.GetValue(job) is not null) result.AddError("expected --pid or --job, got both");
        });

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            RunSetups setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), new FollowOptions(), SnapshotPace.OnlyAtTheEnd), parsed);
            RunSetup run = setups.For([parsed.GetValue(path)!])[0];
            string folder = ResultPlace.For(parsed.GetValue(place), config.Output.Directory, runCount: 1).FolderOf(run.Name);
            using var interrupt = new Interrupt(stop);
            var byHand = new StopByHand(run, new EngineHint(parsed.GetValue(pid), parsed.GetValue(job)), folder, TimeProvider.System);
            StopNews news = await byHand.RunAsync(parsed.GetValue(dry), told => output.WriteLine(told.Text), interrupt.Token);
            if (news.Stage is StopStage.Confirmed || (parsed.GetValue(dry) && news.Stage is StopStage.Ready)) output.WriteLine(news.Text);
            else throw new BadInputException(run.Plan.Path, "an engine that can be stopped", news.Text);
            return ExitCode.Done;
        });
        return command;
    }
}
