using System.CommandLine;
using StreamingSse.Formats;
using StreamingSse.Formats.Costs;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Backtesting;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse backtest</c>: when finished runs would have been stopped, and whether that would have been right.</summary>
internal static class BacktestCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("DIR") { Description = "a run, or a folder with runs below it", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "print the table as JSON" };
        var arguments = new RunArguments();
        var command = new Command("backtest", """
            Replays finished runs: when each would have been stopped, D then and at the end with their intervals, whether the final D lies inside the
            interval at the stop, and what would have been saved (core hours from the engines' logs). --until-converged sets the precision.

            Examples:
              sse backtest ~/finished                          every run below the folder
              sse backtest 600K 700K 800K --until-converged 0.1 --json
            """)
        { paths, json };
        arguments.AddTo(command);

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            RunSetups setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), new FollowOptions(), SnapshotPace.OnlyAtTheEnd), parsed);
            var skipped = new List<string>();
            RunSetup[] runs = [.. RunFolders.Find(setups, parsed.GetValue(paths)!, skipped.Add)];
            if (runs.Length == 0) throw new BadInputException(parsed.GetValue(paths)![0], "a finished run", string.Join("; ", skipped));
            using var interrupt = new Interrupt(stop);
            TerminalTraits traits = ReferenceEquals(error, Console.Error) ? TerminalTraits.OfError() : TerminalTraits.Plain;
            IReadOnlyList<BacktestRow> rows = await AnalyzeProgress.ShowAsync(traits, error, report => ReplayAsync(runs, config, report, skipped, interrupt.Token));
            if (parsed.GetValue(json)) output.WriteLine(BacktestReport.Json(rows, skipped, runs[0].Analysis.TargetRelative));
            else BacktestReport.WriteTable(rows, runs[0].Analysis.TargetRelative, output);
            if (!parsed.GetValue(json)) foreach (string problem in skipped) error.WriteLine($"sse: skipped: {problem}");
            return rows.Count > 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // One after the other: a folder of a thousand runs needs the memory of one.
    private static async Task<IReadOnlyList<BacktestRow>> ReplayAsync(
        RunSetup[] runs, SseConfig config, Action<LiveStatus> report, List<string> skipped, CancellationToken stop)
    {
        var rows = new List<BacktestRow>();
        foreach (RunSetup run in runs)
        {
            if (stop.IsCancellationRequested) break;
            RunView view = (await FinishedRuns.ReadAsync([run], config, report, stop))[0];
            if (view.End is { Failed: true } end) skipped.Add(end.Reason);
            else if (view.Latest?.Snapshot is { } snapshot) rows.Add(Row(run, snapshot));
            else skipped.Add($"{run.Plan.Path}: expected at least one whole frame, got none");
        }

        return rows;
    }

    private static BacktestRow Row(RunSetup run, RunSnapshot snapshot) => new(
        run.Name, run.Plan.Path, run.Plan.Engine, snapshot.Mobile?.Specie ?? "", snapshot.Verdict?.StateName ?? "no verdict", snapshot.Verdict is { IsQuotable: true },
        snapshot.Run.LastPs - snapshot.Run.FirstPs, snapshot.Verdict?.StopAtPs ?? double.NaN, snapshot.Verdict?.AtStop, snapshot.Verdict?.Found, EngineCost.Find(run.Plan));
}
