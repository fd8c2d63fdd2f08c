using StreamingSse.Cluster.Nodes;

namespace StreamingSse.Host.Cluster;

/// <summary>A cluster's nodes and runs as plain columns.</summary>
internal static class ClusterText
{
    public static void WriteNodes(IReadOnlyList<NodeReport> nodes, TextWriter output)
    {
        if (nodes.Count == 0)
        {
            output.WriteLine("no node answers");
            return;
        }
        int width = nodes.Max(node => node.Node.Length), roles = nodes.Max(node => string.Join("+", node.Roles).Length);
        foreach (NodeReport node in nodes)
        {
            string[] facts =
            [
                .. node.Capacity > 0 ? [$"{node.Held.Count} of {node.Capacity} runs"] : Array.Empty<string>(),
                .. node.RowCount > 0 ? [$"table of {node.RowCount}"] : Array.Empty<string>(),
                .. node.IsTrainer ? ["trains the models"] : Array.Empty<string>(),
                .. node.IsDraining ? ["draining"] : Array.Empty<string>(),
            ];
            output.WriteLine($"{node.Node.PadRight(width)}  {string.Join("+", node.Roles).PadRight(roles)}  {string.Join(" · ", facts)}".TrimEnd());
        }
    }

    public static void WriteRuns(ClusterRuns runs, TextWriter output)
    {
        foreach ((NodeReport node, HeldRun run) in runs.Held) output.WriteLine($"{run.Run}  {run.State}, {run.FrameCount} frames, on {node.Node}");
        foreach ((NodeReport node, HeldRun run) in runs.Refused) output.WriteLine($"{run.Run}  waits: {node.Node} could not read it: {run.State}");
        foreach (AsideRun aside in runs.Aside)
            output.WriteLine($"{(aside.Order.Run.Length > 0 ? aside.Order.Run : "a message that is no order")}  set aside at {aside.At:yyyy-MM-dd HH:mm:ss}Z by {aside.Node}: {aside.Reason}");
        output.WriteLine($"{runs.Held.Count} watched, {runs.Waiting} wait for a worker, {runs.WaitingAfterRefusal} wait after a refusal, {runs.Aside.Count} set aside");
    }
}
