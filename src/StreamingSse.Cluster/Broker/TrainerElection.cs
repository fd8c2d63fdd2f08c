using RabbitMQ.Client;

namespace StreamingSse.Cluster.Broker;

/// <summary>Says when this node is the one aggregator that trains: the holder of a token, of which the broker gives all to one consumer.</summary>
internal static class TrainerElection
{
    private const ushort Tokens = 64;

    /// <summary>Takes part until the session is over.</summary>
    /// <param name="tell">True when this node is elected, false when it is no longer: with the session it loses the token, and another is elected.</param>
    public static async Task TakePartAsync(BrokerSession session, BrokerNames names, Action<bool> tell)
    {
        IChannel channel = await session.OpenChannelAsync();
        QueueDeclareOk queue = await channel.QueueDeclarePassiveAsync(names.Trainer, session.Over);
        // Whoever comes first makes the token. Two that come at once make two, and both go to the one that is active.
        if (queue is { MessageCount: 0, ConsumerCount: 0 })
            await (await Confirmed.OpenAsync(session)).SendAsync(names.Trainer, new BasicProperties(), ReadOnlyMemory<byte>.Empty, session.Over);

        bool isElected = false;
        try
        {
            await foreach (Delivery token in Delivery.ConsumeAsync(channel, names.Trainer, Tokens, fromOffset: null, session.Over))
            {
                if (isElected) await channel.BasicAckAsync(token.Tag, multiple: false, session.Over); // one is enough
                else tell(true);
                isElected = true;
            }
        }
        finally
        {
            if (isElected) tell(false);
        }
    }
}
