using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Cluster.Broker;

/// <summary>A node's life on the broker: session after session, in each of which all its parts take part until it is lost.</summary>
/// <param name="parts">Each ends with the session's <see cref="BrokerSession.Over"/>; the failure of one ends the session for all.</param>
/// <param name="tell">Is told when the broker goes away and comes back.</param>
internal sealed class BrokerNode(ClusterConfig config, Action<string> tell, params Func<BrokerSession, Task>[] parts)
{
    public async Task RunAsync(CancellationToken stop)
    {
        bool wasLost = false;
        await foreach (BrokerSession session in new BrokerSessions(config.Broker, config.Node, tell).ReadAllAsync(stop))
        {
            await using CancellationTokenRegistration asked = stop.Register(session.Close);
            if (wasLost) tell("the broker is back");
            Task[] running = [.. parts.Select(part => part(session))];
            await Task.WhenAny([session.Lost, .. running]);
            session.Close();
            string? failure = await Ends(running);
            wasLost = !stop.IsCancellationRequested;
            if (wasLost) tell($"the broker is away ({failure ?? await session.Lost}): what is watched is watched on, and what is known waits");
        }
    }

    // Most end because the session is over; what else one fails with is what ended the session.
    private static async Task<string?> Ends(Task[] running)
    {
        string? failure = null;
        foreach (Task part in running)
        {
            try
            {
                await part;
            }
            catch (OperationCanceledException)
            {
                // The session is over.
            }
            catch (Exception first) when (first is RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException or ObjectDisposedException)
            {
                failure ??= first.Message;
            }
        }
        return failure;
    }
}
