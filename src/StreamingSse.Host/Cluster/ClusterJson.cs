using System.Text.Encodings.Web;
using System.Text.Json;
using StreamingSse.Cluster.Nodes;

namespace StreamingSse.Host.Cluster;

/// <summary>What <c>sse nodes --json</c> and <c>sse runs --json</c> print; the names are kept stable (docs/cluster.md).</summary>
internal static class ClusterJson
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<NodeReport> nodes) => JsonSerializer.Serialize(nodes, Form);

    public static string Of(ClusterRuns runs) => JsonSerializer.Serialize(
        new
        {
            Held = runs.Held.Select(pair => new { pair.Run.Run, pair.Run.State, Frames = pair.Run.FrameCount, pair.Node.Node }),
            Refused = runs.Refused.Select(pair => new { pair.Run.Run, Reason = pair.Run.State, pair.Node.Node }),
            Aside = runs.Aside.Select(aside => new { aside.Order.Run, aside.Reason, aside.Node, aside.At }),
            runs.Waiting,
            runs.WaitingAfterRefusal,
        },
        Form);
}
