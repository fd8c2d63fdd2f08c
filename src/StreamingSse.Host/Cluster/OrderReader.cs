using System.Security.Cryptography;
using System.Text;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Host.Fleet;
using StreamingSse.Pipeline.Checkpoints;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Runs;
using StreamingSse.Pipeline.Stopping;

namespace StreamingSse.Host.Cluster;

/// <summary>Turns an order into what this worker's pipeline is started with.</summary>
/// <param name="root">Checkpoints and audits go there, under a name that is the same on every node: a shared folder lets the next worker go on from them.</param>
internal sealed class OrderReader(SseConfig config, string root)
{
    private const int HashLength = 10;

    public RunSetup Read(RunOrder order)
    {
        string folder = Path.Combine(root, $"{order.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Run)))[..HashLength]}");
        RunSetup setup = OrderArguments.Read(order.Run, order.Paths, order.Arguments, config, folder);
        CheckpointPlan? checkpoint = config.Checkpoint.Every is { } every ? new CheckpointPlan(Path.Combine(folder, CheckpointPlan.FileName), every, config.Checkpoint.MaxSize) : null;
        StopPlan? stop = setup.Stop is { } plan ? plan with { Since = order.At } : null;
        return setup with { Stop = stop, MemoryBytes = config.Memory.Budget.Bytes / config.Cluster.Capacity, Checkpoint = checkpoint, Tags = FleetRuns.Described(setup) };
    }
}
