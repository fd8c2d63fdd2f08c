using System.CommandLine;
using StreamingSse.Host.Starting;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse run</c>: starts an engine from a job script, watches it, and passes its exit code on.</summary>
internal static class RunCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var engine = new Argument<string[]>("COMMAND") { Description = "the engine and its arguments, after --", Arity = ArgumentArity.OneOrMore };
        var path = new Option<string>("--path") { Description = "the run's directory, or its trajectory (default: here)", HelpName = "PATH", DefaultValueFactory = _ => "." };
        var place = new Option<string?>("--out") { Description = "where results are written (default sse-out/NAME)", HelpName = "DIR" };
        var arguments = new RunArguments();
        var stopping = new StopArguments();
        var command = new Command("run", """
            Starts an engine and watches what it writes, at the lowest priority; signals are passed to the engine, its exit code is passed on.
            Where an earlier job of the chain left CONVERGED, the engine is not started (exit code 0). Exit code 3: the engine ended well
            before the run had converged.

            Examples, as the last line of a job script:
              sse run --stop-when "D(Li) ±20%" --on-converged stop -- srun vasp_std
              sse run --stop-when "D ±20% after 100 ps" -- mpirun -n 8 lmp -in in.md      says what it would do
            """)
        { engine, path, place };
        arguments.AddTo(command);
        stopping.AddTo(command, arguments, required: true);

        command.SetAction(async (parsed, stop) =>
        {
            StopWhen when = stopping.When(parsed)!;
            string folder = ConvergedFile.FolderOf(parsed.GetValue(path)!);
            if (ConvergedFile.Find(folder, when, out string? problem) is { } found)
            {
                output.WriteLine($"{folder}: converged at {found.AtPs:0.###} ps on {found.Time:yyyy-MM-dd HH:mm}Z: {found.Reason}");
                output.WriteLine($"the job is skipped; remove {Path.Combine(folder, ConvergedFile.FileName)} to run on");
                return ExitCode.Done;
            }

            if (problem is not null) output.WriteLine($"{problem}: the engine is started");
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            ResultPlace results = ResultPlace.For(parsed.GetValue(place), config.Output.Directory, runCount: 1);
            using var child = EngineChild.Start(parsed.GetValue(engine)!);
            var watch = new ChildWatch(config, results, parsed.GetValue(path)!, output, error)
            {
                Setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), WatchCommand.Follow(config, endAfter: null, pid: null), WatchCommand.Pace(config)), parsed, when),
                Stop = stopping.Plan(parsed, new EngineHint(child.Pid) { IsOurs = true }, results.FolderOf)!,
            };
            bool isConverged = await watch.RunAsync(child, stop);
            int exit = await child.ExitAsync();
            return exit == ExitCode.Done && !isConverged ? ExitCode.NotConverged : exit;
        });
        return command;
    }
}
