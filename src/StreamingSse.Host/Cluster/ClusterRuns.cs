using StreamingSse.Cluster.Nodes;

namespace StreamingSse.Host.Cluster;

/// <summary>The runs of a cluster that have not ended, and those that were set aside.</summary>
internal sealed record ClusterRuns(
    IReadOnlyList<(NodeReport Node, HeldRun Run)> Held, IReadOnlyList<(NodeReport Node, HeldRun Run)> Refused, IReadOnlyList<AsideRun> Aside, long Waiting, long WaitingAfterRefusal)
{
    public static async Task<ClusterRuns> AskAsync(ClusterDesk desk)
    {
        IReadOnlyList<NodeReport> nodes = await desk.NodesAsync();
        (long waiting, long refused) = await desk.WaitingAsync();
        HashSet<string> held = [.. nodes.SelectMany(node => node.Held).Select(run => run.Run)];
        AsideRun[] aside = [.. (await desk.AsideAsync()).Where(one => !held.Contains(one.Order.Run))]; // submitted again meanwhile
        return new ClusterRuns(
            [.. nodes.SelectMany(node => node.Held.Select(run => (node, run))).OrderBy(pair => pair.run.Run, StringComparer.Ordinal)],
            [.. nodes.SelectMany(node => node.Refused.Where(run => !held.Contains(run.Run)).Select(run => (node, run)))], aside, waiting, refused);
    }
}
