using System.CommandLine;
using StreamingSse.Formats;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Watching;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Files;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse analyze</c>: the same pipeline on finished files.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH") { Description = "a trajectory, or a run's directory; several are several runs", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "print the summary as JSON (docs/summary.md), one object per run" };
        var place = new Option<string?>("--out") { Description = "write summary.json and the CSV files there", HelpName = "DIR" };
        var xvg = new Option<bool>("--xvg") { Description = "with --out: also in GROMACS' .xvg form" };
        var arguments = new RunArguments();
        var command = new Command("analyze", """
            Reads finished trajectories through the pipeline of 'watch' and gives the result at their last frame.

            Examples:
              sse analyze samples/CaF2_1600K                            a table of what was found
              sse analyze dump.lammpstrj --json --fit-ps 3:18           for machines; also a line through lags of 3 to 18 ps
              sse analyze run1/XDATCAR run2/XDATCAR --chain --out res   two segments of one run, results as files
            """)
        { paths, json, place, xvg };
        arguments.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(xvg) && result.GetValue(place) is null) result.AddError("--xvg: expected --out DIR beside it, got none");
        });

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            RunSetups setups = arguments.Choose(new RunSetups(config, arguments.ToRunOptions(parsed), new FollowOptions(), SnapshotPace.OnlyAtTheEnd), parsed);
            IReadOnlyList<RunSetup> runs = setups.For(parsed.GetValue(paths)!);
            using var interrupt = new Interrupt(stop);
            TerminalTraits traits = ReferenceEquals(error, Console.Error) ? TerminalTraits.OfError() : TerminalTraits.Plain;
            IReadOnlyList<RunView> views = await AnalyzeProgress.ShowAsync(traits, error, report => FinishedRuns.ReadAsync(runs, config, report, interrupt.Token));
            return arguments.ExitCodeOf(parsed, Report(views, parsed.GetValue(json), parsed.GetValue(place), parsed.GetValue(xvg), output, error), views);
        });
        return command;
    }

    private static int Report(IReadOnlyList<RunView> views, bool json, string? folder, bool xvg, TextWriter output, TextWriter error)
    {
        ResultPlace? place = folder is null ? null : ResultPlace.For(folder, folder, views.Count);
        foreach (RunView view in views)
        {
            if (view.End is { Failed: true } end) error.WriteLine($"sse: {end.Reason}");
            if (view.Latest?.Snapshot is not { } snapshot)
            {
                if (view.End is not { Failed: true }) throw new BadInputException(view.Setup.Plan.Path, "at least one whole frame", "none");
                continue;
            }

            IReadOnlyList<string> written = place?.Write(view, snapshot, xvg: xvg) ?? [];
            if (json) WriteJson(view, snapshot, output, error);
            else WriteTable(view, snapshot, written, output);
        }

        return views.Any(view => view.End?.Failed == true) ? ExitCode.Failed : ExitCode.Done;
    }

    // What the reading came upon, rejected frames among it, is no part of the summary and is told beside it.
    private static void WriteJson(RunView view, RunSnapshot snapshot, TextWriter output, TextWriter error)
    {
        foreach (CountedEvent told in view.Events)
            if (told.Event is not SourceEvent.SourceEnded) error.WriteLine($"sse: {EventWords.Of(told.Event, view.Setup.Plan.Path)}");
        using var stream = new MemoryStream();
        SummaryJson.Write(snapshot, stream);
        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WriteTable(RunView view, RunSnapshot snapshot, IReadOnlyList<string> written, TextWriter output)
    {
        LiveStatus status = new RunStatus(TimeProvider.System, resultsFolder: null).Of(view);
        foreach (Inferred fact in snapshot.Run.Inferred) output.WriteLine($"{fact.What} = {fact.Value}, from {fact.From}");
        foreach (LiveEvent told in status.Events) output.WriteLine(told.Text);
        foreach (string line in ClosingLines.Of(status, snapshot, written)) output.WriteLine(line);
        if (written.Count == 0) output.WriteLine("--json prints everything, --out DIR writes it as files");
    }
}
