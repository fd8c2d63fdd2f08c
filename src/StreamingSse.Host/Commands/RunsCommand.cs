using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Host.Cluster;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse runs</c>: the runs of a cluster that have not ended.</summary>
internal static class RunsCommand
{
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "for machines" };
        var cluster = new ClusterArguments();
        var command = new Command("runs", """
            Shows the runs that were submitted to a cluster and have not ended: who watches each and how far it is, which wait and why, and which were set aside.
            The results of all runs are in the aggregators' table and on the page.

            Examples:
              sse runs
              sse runs --json | jq .aside
            """)
        { json };
        cluster.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using ClusterDesk desk = await cluster.OpenAsync(parsed, stop);
            ClusterRuns runs = await ClusterRuns.AskAsync(desk);
            if (parsed.GetValue(json)) output.WriteLine(ClusterJson.Of(runs));
            else ClusterText.WriteRuns(runs, output);
            return ExitCode.Done;
        });
        return command;
    }
}
