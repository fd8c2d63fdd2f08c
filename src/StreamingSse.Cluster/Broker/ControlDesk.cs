using RabbitMQ.Client;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats;

namespace StreamingSse.Cluster.Broker;

/// <summary>Questions and orders to all nodes, and their answers. Nothing here is kept: who is away is not asked.</summary>
internal static class ControlDesk
{
    private const ushort Prefetch = 64;

    /// <summary>Answers calls until the session is over.</summary>
    /// <param name="answered">Is called when an answer is on its way.</param>
    /// <param name="tell">Is told of messages that are none of ours; they are passed over.</param>
    public static async Task ServeAsync(
        BrokerSession session, BrokerNames names, string node, Func<NodeCall, Task<NodeReport>> answer, Action<NodeCall> answered, Action<string> tell)
    {
        IChannel channel = await session.OpenChannelAsync();
        string queue = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: session.Over)).QueueName;
        await channel.QueueBindAsync(queue, names.Control, "", cancellationToken: session.Over);
        await foreach (Delivery call in Delivery.ConsumeAsync(channel, queue, Prefetch, fromOffset: null, session.Over))
        {
            if (Read(call, names.Control, tell) is { } asked && asked.IsFor(node) && call.Properties.ReplyTo is { Length: > 0 } asker)
            {
                await channel.BasicPublishAsync("", asker, ClusterCodec.Encode(await answer(asked)), session.Over);
                answered(asked);
            }
            await channel.BasicAckAsync(call.Tag, multiple: false, session.Over);
        }
    }

    /// <summary>Calls the nodes and gathers what comes within <paramref name="patience"/>; of a single node, its answer at once.</summary>
    public static async Task<IReadOnlyList<NodeReport>> AskAsync(BrokerSession session, BrokerNames names, NodeCall call, TimeSpan patience, TimeProvider clock)
    {
        IChannel channel = await session.OpenChannelAsync();
        string answers = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: session.Over)).QueueName;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(session.Over);
        using ITimer timer = clock.CreateTimer(_ => enough.Cancel(), null, patience, Timeout.InfiniteTimeSpan);
        var reports = new List<NodeReport>();
        try
        {
            var incoming = Delivery.ConsumeAsync(channel, answers, Prefetch, fromOffset: null, enough.Token).GetAsyncEnumerator(enough.Token);
            await using (incoming)
            {
                ValueTask<bool> next = incoming.MoveNextAsync(); // consumes before it asks
                await channel.BasicPublishAsync(names.Control, "", mandatory: false, new BasicProperties { ReplyTo = answers }, ClusterCodec.Encode(call), enough.Token);
                while (await next)
                {
                    reports.Add(ClusterCodec.DecodeReport(incoming.Current.Body, $"answer to {answers}"));
                    if (call.Node.Length > 0) break;
                    next = incoming.MoveNextAsync();
                }
            }
        }
        catch (OperationCanceledException) when (!session.Over.IsCancellationRequested)
        {
            // The patience is over: who has not answered by now is not there.
        }
        return [.. reports.OrderBy(report => report.Node, StringComparer.Ordinal)];
    }

    private static NodeCall? Read(Delivery call, string exchange, Action<string> tell)
    {
        try
        {
            return ClusterCodec.DecodeCall(call.Body, exchange);
        }
        catch (BadInputException foreign)
        {
            tell(foreign.Message);
            return null;
        }
    }
}
