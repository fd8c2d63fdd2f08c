using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Formats;
using StreamingSse.Host.Cluster;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse drain</c>: take a node out of a cluster in order.</summary>
internal static class DrainCommand
{
    public static Command Create(TextWriter output)
    {
        var name = new Argument<string>("NODE") { Description = "its name, as 'sse nodes' shows it" };
        var cluster = new ClusterArguments();
        var command = new Command("drain", """
            Has a node give its runs back, which other workers take at once, and end. SIGTERM does the same on its own machine.

            Examples:
              sse drain node07-31245
            """)
        { name };
        cluster.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            string node = parsed.GetValue(name)!;
            await using ClusterDesk desk = await cluster.OpenAsync(parsed, stop);
            if (!await desk.DrainAsync(node)) throw new BadInputException(node, "a node that 'sse nodes' shows", "no answer");
            output.WriteLine($"{node} gives its runs back and ends");
            return ExitCode.Done;
        });
        return command;
    }
}
