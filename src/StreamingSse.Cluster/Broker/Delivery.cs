using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace StreamingSse.Cluster.Broker;

/// <summary>One message that the broker gave to this session.</summary>
/// <param name="Tag">Settles it, on the channel it came by and in that session only.</param>
internal sealed record Delivery(ulong Tag, byte[] Body, IReadOnlyBasicProperties Properties)
{
    /// <summary>How often a quorum queue gave it to a consumer before that did not settle it.</summary>
    public long LostCount => Header("x-delivery-count") as long? ?? 0;

    /// <summary>Its place in a stream, from 0; null elsewhere.</summary>
    public long? StreamOffset => Header("x-stream-offset") as long?;

    /// <summary>A header that holds text; empty where there is none.</summary>
    public string Text(string header) => Header(header) is byte[] text ? Encoding.UTF8.GetString(text) : "";

    // From its return on, nothing more is given.
    private static async Task EndAsync(IChannel channel, string tag)
    {
        try
        {
            if (channel.IsOpen) await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None);
        }
        catch (RabbitMQClientException)
        {
            // The channel went first, and everything with it.
        }
    }

    private object? Header(string name) => Properties.Headers is { } headers && headers.TryGetValue(name, out object? value) ? value : null;

    /// <summary>The messages of a queue as they come, until the session is over; not more unsettled ones than <paramref name="prefetch"/>.</summary>
    /// <param name="fromOffset">For a stream: where to begin.</param>
    /// <param name="stop">Ends it; what was given and not settled goes back to the queue with the channel.</param>
    public static async IAsyncEnumerable<Delivery> ConsumeAsync(
        IChannel channel, string queue, ushort prefetch, long? fromOffset, [EnumeratorCancellation] CancellationToken stop)
    {
        var waiting = Channel.CreateBounded<Delivery>(prefetch); // never full: the broker holds back what exceeds it
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, came) => await waiting.Writer.WriteAsync(new Delivery(came.DeliveryTag, came.Body.ToArray(), came.BasicProperties), stop);
        await channel.BasicQosAsync(0, prefetch, global: false, stop);
        var arguments = new Dictionary<string, object?>();
        if (fromOffset is long offset) arguments["x-stream-offset"] = offset;
        string tag = await channel.BasicConsumeAsync(queue, autoAck: false, "", noLocal: false, exclusive: false, arguments, consumer, stop);
        try
        {
            await foreach (Delivery delivery in waiting.Reader.ReadAllAsync(stop)) yield return delivery;
        }
        finally
        {
            await EndAsync(channel, tag);
        }
    }
}
