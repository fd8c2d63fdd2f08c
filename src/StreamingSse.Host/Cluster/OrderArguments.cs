using System.CommandLine;
using System.CommandLine.Parsing;
using StreamingSse.Formats;
using StreamingSse.Formats.Discovery;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Cluster;

/// <summary>What can be said of a run that is submitted to a cluster: as to <c>sse watch</c>, and read by the worker that gets it.</summary>
internal sealed class OrderArguments
{
    private readonly RunArguments _run = new();
    private readonly StopArguments _stopping = new();
    private readonly Option<double?> _endAfterS = RunArguments.Positive("--end-after-s", "SECONDS", "the run has ended when nothing was written for this long, s (default: wait)");

    public void AddTo(Command command)
    {
        command.Add(_endAfterS);
        _run.AddTo(command);
        _stopping.AddTo(command, _run);
    }

    public IEnumerable<string> ConfigFiles(ParseResult parsed) => _run.ConfigFiles(parsed);

    public bool? IsOneChain(ParseResult parsed) => _run.ToRunOptions(parsed).Chain;

    /// <summary>The words that say it again, without those for the submitting machine alone.</summary>
    public static IReadOnlyList<string> WordsOf(ParseResult parsed) =>
        [.. parsed.CommandResult.Children.OfType<OptionResult>().Where(said => !said.Implicit && said.Option.Name != "--config").SelectMany(Words)];

    private static IEnumerable<string> Words(OptionResult said) => said.Tokens.Count == 0 ? [said.Option.Name] : said.Tokens.SelectMany(token => new[] { said.Option.Name, token.Value });

    /// <summary>The files of an order as the pipeline is to read them.</summary>
    /// <param name="folder">Where what is kept of the run goes, and what is done to its engine is written down.</param>
    public static RunSetup Read(string name, IReadOnlyList<string> paths, IReadOnlyList<string> words, SseConfig config, string folder)
    {
        var arguments = new OrderArguments();
        var command = new Command("order");
        arguments.AddTo(command);
        ParseResult parsed = command.Parse(words);
        if (parsed.Errors.Count > 0) throw new BadInputException(name, "what sse watch takes", parsed.Errors[0].Message);

        TimeSpan? endAfter = parsed.GetValue(arguments._endAfterS) is double seconds ? TimeSpan.FromSeconds(seconds) : config.Follow.EndAfter;
        StopWhen? when = arguments._stopping.When(parsed);
        RunOptions options = arguments._run.ToRunOptions(parsed);
        var pace = new SnapshotPace(config.Fleet.SnapshotEvery, config.Snapshot.ReadoutShare);
        RunSetups setups = arguments._run.Choose(new RunSetups(config, options, Commands.WatchCommand.Follow(config, endAfter, pid: null), pace), parsed, when);
        return setups.For(paths)[0] with { Stop = arguments._stopping.Plan(parsed, new EngineHint(null, arguments._stopping.Job(parsed)), _ => folder) };
    }
}
