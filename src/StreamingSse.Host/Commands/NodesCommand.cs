using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Host.Cluster;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse nodes</c>: who takes part in a cluster.</summary>
internal static class NodesCommand
{
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "for machines" };
        var cluster = new ClusterArguments();
        var command = new Command("nodes", """
            Asks every node of a cluster for its roles, its runs and its table.

            Examples:
              sse nodes
              SSE_BROKER_URI=amqp://mq.example:5672/ sse nodes --json
            """)
        { json };
        cluster.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using ClusterDesk desk = await cluster.OpenAsync(parsed, stop);
            IReadOnlyList<NodeReport> nodes = await desk.NodesAsync();
            if (parsed.GetValue(json)) output.WriteLine(ClusterJson.Of(nodes));
            else ClusterText.WriteNodes(nodes, output);
            return ExitCode.Done;
        });
        return command;
    }
}
