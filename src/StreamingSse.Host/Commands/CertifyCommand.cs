using System.CommandLine;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Formats.Following;
using StreamingSse.Host.Certifying;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Views.Certificates;
using StreamingSse.Views.Files;
using StreamingSse.Views.Terminal;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse certify</c>: what a paper or a referee needs of a run, such that anybody can compute it again.</summary>
internal static class CertifyCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var path = new Argument<string[]>("PATH") { Description = "a trajectory, or a run's directory; several with --chain", Arity = ArgumentArity.OneOrMore };
        var place = new Option<string>("--out") { Description = "where the three files are written (default: here)", HelpName = "DIR", DefaultValueFactory = _ => "." };
        var arguments = new RunArguments();
        var command = new Command("certify", """
            Writes NAME.certificate.json (files with SHA-256, options, rule version, tested lag, every figure with its interval), NAME.certificate.svg
            (MSD, and D against the lag with the interval) and NAME.methods.txt (a paragraph for a paper). 'sse verify' computes it again.

            Examples:
              sse certify 600K --specie Li --until-converged 0.2
              sse certify run1/XDATCAR run2/XDATCAR --chain --out paper
            """)
        { path, place };
        arguments.AddTo(command);

        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = SseConfig.Load(arguments.ConfigFiles(parsed));
            RunOptions given = arguments.ToRunOptions(parsed);
            RunSetups setups = arguments.Choose(new RunSetups(config, given, new FollowOptions(), SnapshotPace.OnlyAtTheEnd), parsed);
            IReadOnlyList<RunSetup> runs = setups.For(parsed.GetValue(path)!);
            if (runs.Count > 1) throw new BadInputException("PATH", "one run, or --chain", $"{runs.Count} runs");
            using var interrupt = new Interrupt(stop);
            TerminalTraits traits = ReferenceEquals(error, Console.Error) ? TerminalTraits.OfError() : TerminalTraits.Plain;
            RunView view = (await AnalyzeProgress.ShowAsync(traits, error, report => FinishedRuns.ReadAsync(runs, config, report, interrupt.Token)))[0];
            if (interrupt.Token.IsCancellationRequested) throw new BadInputException(runs[0].Plan.Path, "to read the whole run", "an interrupt");
            if (view.End is { Failed: true } end) throw new BadInputException(runs[0].Plan.Path, "a run that can be read", end.Reason);
            if (view.Latest?.Snapshot is not { } snapshot) throw new BadInputException(runs[0].Plan.Path, "at least one whole frame", "none");

            string folder = Path.GetFullPath(parsed.GetValue(place)!), stem = Path.Combine(folder, runs[0].Name);
            Certificate certificate = new CertificateMaker(folder).Make(runs[0], given, snapshot, DateTimeOffset.UtcNow);
            Write($"{stem}.certificate.json", certificate.Write);
            Write($"{stem}.certificate.svg", stream => CertificateFigure.Write(snapshot, stream));
            Write($"{stem}.methods.txt", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(MethodsParagraph.Of(snapshot, certificate.RuleVersion) + "\n")));
            output.WriteLine($"{certificate.State}: {certificate.Reason}");
            return arguments.ExitCodeOf(parsed, ExitCode.Done, [view]);

            void Write(string file, Action<Stream> write)
            {
                AtomicFile.Write(file, write);
                output.WriteLine(file);
            }
        });
        return command;
    }
}
