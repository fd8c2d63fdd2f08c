using System.CommandLine;
using StreamingSse.Cluster.Folder;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Fleet;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;
using StreamingSse.Views.Web;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse watch</c>: attach to runs that are being written.</summary>
internal static class WatchCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH") { Description = "a trajectory, a run's directory, or imd://HOST:PORT; several are several runs", Arity = ArgumentArity.OneOrMore };
        var place = new Option<string?>("--out") { Description = "where results are written (default sse-out/NAME)", HelpName = "DIR" };
        Option<double?> endAfterS = RunArguments.Positive("--end-after-s", "SECONDS", "end when nothing was written for this long, s (default: wait)");
        var pid = new Option<int?>("--pid") { Description = "end when this process of this machine has ended", HelpName = "PID" };
        var publish = new Option<string?>("--publish") { Description = "also write the newest state of each run there, for 'sse fleet DIR' on any node", HelpName = "DIR" };
        var fresh = new Option<bool>("--fresh") { Description = "read the run from its start, whatever checkpoint an earlier watch has left" };
        var arguments = new RunArguments();
        var stopping = new StopArguments();
        var page = new PageArguments();
        var command = new Command("watch", """
            Attaches to molecular-dynamics runs while they are written, and shows MSD, D, VACF and VDOS of all frames so far.
            In a terminal a live view, in a log plain lines. Ctrl-C reads what is there to its end and leaves the results written;
            the next watch of the same run goes on from there.

            Examples:
              sse watch .                                       the run in this directory
              sse watch XDATCAR --specie Li --frame-fs 100      where no INCAR tells the spacing
              sse watch 600K 700K 800K --out results            three runs at once
              sse watch traj.lammpstrj --pid $(pgrep -n lmp)    ends with the engine
              sse watch . --stop-when "D ±20%" --on-converged stop
                                                                stops the engine when D is known to ±20 %
              sse watch imd://localhost:8888 --topology data.lmp --trate 10 --timestep-fs 2
              sse watch . --publish /shared/fleet               inside a job: 'sse fleet /shared/fleet' shows it among the others
              sse watch . --dashboard                           the page in a browser as well
            """)
        { paths, place, endAfterS, pid, publish, fresh };
        arguments.AddTo(command);
        stopping.AddTo(command, arguments);
        var socket = new ImdArguments();
        socket.AddTo(command);
        page.AddTo(command);

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            TimeSpan? endAfter = parsed.GetValue(endAfterS) is double seconds ? TimeSpan.FromSeconds(seconds) : config.Follow.EndAfter;
            RunOptions options = arguments.ToRunOptions(parsed) with { Imd = socket.Of(parsed, isStopped: stopping.When(parsed) is not null) };
            RunSetups setups = arguments.Choose(new RunSetups(config, options, Follow(config, endAfter, parsed.GetValue(pid)), Pace(config)), parsed, stopping.When(parsed));
            IReadOnlyList<RunSetup> runs = setups.For(parsed.GetValue(paths)!);
            if (parsed.GetValue(publish) is not null) runs = [.. runs.Select(run => run with { Tags = FleetRuns.Described(run) })];
            using var interrupt = new Interrupt(stop);
            ResultPlace results = ResultPlace.For(parsed.GetValue(place), config.Output.Directory, runs.Count);
            var engine = new EngineHint(parsed.GetValue(pid), stopping.Job(parsed));
            if (runs.Count > 1 && engine != EngineHint.None && stopping.When(parsed) is not null)
                throw new BadInputException("--stop-when", "one run where --pid or --job names one engine", $"{runs.Count} runs");
            await using PageServer? server = await page.Start(parsed, output, stop, new StopFromPage(runs, engine, results, TimeProvider.System).Stop);
            var session = new WatchSession(config, results, output, error, TimeProvider.System)
            {
                Stop = stopping.Plan(parsed, engine, results.FolderOf),
                Page = server is null ? null : new PageFeed(server, TimeProvider.System),
                Link = parsed.GetValue(publish) is { } folder ? new FolderLink(Path.GetFullPath(folder), new FolderPace(config.Follow.PollMin, config.Follow.PollMax), follow: false, TimeProvider.System, error.WriteLine) : null,
            };
            return arguments.ExitCodeOf(parsed, await session.RunAsync(RunCheckpoints.For(runs, results, config.Checkpoint, parsed.GetValue(fresh)), interrupt.Token), session.Views, stopping.When(parsed));
        });
        return command;
    }

    public static FollowOptions Follow(SseConfig config, TimeSpan? endAfter, int? pid) => new()
    {
        Follow = true,
        PollMin = config.Follow.PollMin,
        PollMax = config.Follow.PollMax,
        StallFactor = config.Follow.StallAfterFrames,
        StallMinimum = config.Follow.StallMin,
        SocketQueueBytes = (long)config.Follow.SocketQueueMib << 20,
        SocketRetry = config.Follow.SocketRetry,
        EndAfter = endAfter,
        EnginePid = pid,
    };

    public static SnapshotPace Pace(SseConfig config) => new(config.Snapshot.IntervalMin, config.Snapshot.ReadoutShare);
}
