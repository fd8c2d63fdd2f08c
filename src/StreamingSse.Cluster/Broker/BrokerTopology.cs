using RabbitMQ.Client;

namespace StreamingSse.Cluster.Broker;

/// <summary>Declares all that the nodes share; everything is durable, and declaring it again changes nothing.</summary>
internal static class BrokerTopology
{
    /// <summary>A stream's file is begun anew at this size, and forgotten as a whole.</summary>
    private const long SegmentBytes = 50_000_000;

    public static async Task DeclareAsync(BrokerSession session, BrokerNames names, long streamBytes, CancellationToken stop)
    {
        IChannel channel = await session.OpenChannelAsync();
        foreach ((string queue, Dictionary<string, object?> arguments) in Queues(names, streamBytes))
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
        await channel.ExchangeDeclareAsync(names.Control, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: stop);
    }

    private static (string Queue, Dictionary<string, object?> Arguments)[] Queues(BrokerNames names, long streamBytes) =>
    [
        (names.Runs, new() { ["x-queue-type"] = "quorum" }),
        (names.Refused, new()
        {
            ["x-queue-type"] = "quorum", ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = names.Runs,
            ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish",
        }),
        (names.Trainer, new() { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true }),
        (names.Aside, new() { ["x-queue-type"] = "stream" }),
        (names.Results, new() { ["x-queue-type"] = "stream", ["x-stream-max-segment-size-bytes"] = SegmentBytes }),
        (names.Snapshots, new() { ["x-queue-type"] = "stream", ["x-max-length-bytes"] = streamBytes, ["x-stream-max-segment-size-bytes"] = SegmentBytes }),
    ];
}
