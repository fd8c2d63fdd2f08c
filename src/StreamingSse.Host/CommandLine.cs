using System.CommandLine;
using StreamingSse.Formats;
using StreamingSse.Host.Commands;
using StreamingSse.Views.Files;
using StreamingSse.Views.Web;

namespace StreamingSse.Host;

/// <summary>The command <c>sse</c>: its subcommands, and what their ends mean to the shell.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line; the answer is its exit code (see <see cref="ExitCode"/>).</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("""
            StreamingSse watches molecular-dynamics runs of solid electrolytes while they run.

            Examples:
              sse demo                              a real trajectory of superionic CaF2, played as if live
              sse watch ~/runs/Li6PS5Cl/600K        attach to the run in this directory
              sse analyze XDATCAR --frame-fs 100    the same on a finished file
            """)
        {
            WatchCommand.Create(output, error),
            RunCommand.Create(output, error),
            StopCommand.Create(output),
            AnalyzeCommand.Create(output, error),
            BacktestCommand.Create(output, error),
            CertifyCommand.Create(output, error),
            VerifyCommand.Create(output, error),
            InspectCommand.Create(output),
            DescribeCommand.Create(output),
            LearnCommand.Create(output, error),
            FleetCommand.Create(output, error),
            NodeCommand.Create(output, error),
            SubmitCommand.Create(output),
            RunsCommand.Create(output),
            NodesCommand.Create(output),
            DrainCommand.Create(output),
            DemoCommand.Create(output, error),
            FormatsCommand.Create(output),
            CheckCommand.Create(output),
        };

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors) await error.WriteLineAsync($"sse: {wrong.Message}");
            await error.WriteLineAsync($"sse: see 'sse {parsed.CommandResult.Command.Name} --help'".Replace("sse sse", "sse", StringComparison.Ordinal));
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception bad) when (bad is BadInputException or OutputRefusedException or PageRefusedException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"sse: {bad.Message}");
            return ExitCode.Failed;
        }
    }
}
