using System.Threading.RateLimiting;
using RabbitMQ.Client;

namespace StreamingSse.Cluster.Broker;

/// <summary>Publishes what must not be lost: each call ends when the broker has it on disk, and fails where it has not.</summary>
internal sealed class Confirmed
{
    private const int Outstanding = 256;

    private readonly IChannel _channel;

    private Confirmed(IChannel channel) => _channel = channel;

    public static async Task<Confirmed> OpenAsync(BrokerSession session)
    {
        // The client's own limiter slows down long before it is full; this one only counts.
        var limiter = new ConcurrencyLimiter(new() { PermitLimit = Outstanding, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        return new Confirmed(await session.OpenChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, limiter)));
    }

    /// <summary>Puts a message into a queue or a stream.</summary>
    public Task SendAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        properties.Persistent = true;
        return _channel.BasicPublishAsync("", queue, mandatory: true, properties, body, stop).AsTask();
    }
}
