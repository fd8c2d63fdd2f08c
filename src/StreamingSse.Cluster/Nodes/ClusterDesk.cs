using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StreamingSse.Cluster.Broker;
using StreamingSse.Cluster.Wire;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Cluster.Nodes;

/// <summary>What a person asks of a cluster: to watch runs, who is there, how the runs are, and to drain a node.</summary>
public sealed class ClusterDesk : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private readonly BrokerSession _session;
    private readonly BrokerNames _names;
    private readonly TimeProvider _clock;

    private ClusterDesk(BrokerSession session, BrokerNames names, TimeProvider clock) => (_session, _names, _clock) = (session, names, clock);

    /// <exception cref="BadInputException">There is no broker, or it refuses this user.</exception>
    public static async Task<ClusterDesk> OpenAsync(ClusterConfig config, TimeProvider clock, CancellationToken stop) =>
        new(await new BrokerSessions(config.Broker, "desk", _ => { }).OpenAsync(stop), new BrokerNames(config.Broker.Prefix), clock);

    /// <summary>Ends when the broker has every order on its disk.</summary>
    public Task SubmitAsync(IReadOnlyList<RunOrder> orders, CancellationToken stop) => Asked(async () =>
    {
        RunQueue queue = await RunQueue.OpenAsync(_session, _names);
        await Task.WhenAll(orders.Select(order => queue.SubmitAsync(order, stop)));
        return orders.Count;
    });

    /// <summary>All nodes that answer within a second.</summary>
    public Task<IReadOnlyList<NodeReport>> NodesAsync() => Asked(() => ControlDesk.AskAsync(_session, _names, new NodeCall(NodeCallKind.Report, ""), Silence, _clock));

    /// <summary>The named node gives its runs back, and ends.</summary>
    /// <returns>False where no such node answers.</returns>
    public Task<bool> DrainAsync(string node) =>
        Asked(async () => (await ControlDesk.AskAsync(_session, _names, new NodeCall(NodeCallKind.Drain, node), 5 * Silence, _clock)).Count > 0);

    /// <summary>Orders that no worker holds: those that wait, and those that wait after a refusal.</summary>
    public Task<(long Waiting, long Refused)> WaitingAsync() => Asked<(long, long)>(async () =>
    {
        await using IChannel channel = await _session.OpenChannelAsync();
        return (await channel.MessageCountAsync(_names.Runs), await channel.MessageCountAsync(_names.Refused));
    });

    /// <summary>The runs that were set aside, the latest word on each.</summary>
    public Task<IReadOnlyList<AsideRun>> AsideAsync() => Asked(ReadAsideAsync);

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task<IReadOnlyList<AsideRun>> ReadAsideAsync()
    {
        await using IChannel channel = await _session.OpenChannelAsync();
        var latest = new Dictionary<string, AsideRun>(StringComparer.Ordinal);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_session.Over);
        using ITimer silence = _clock.CreateTimer(_ => enough.Cancel(), null, Silence, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (Delivery message in Delivery.ConsumeAsync(channel, _names.Aside, prefetch: 100, fromOffset: 0, enough.Token))
            {
                silence.Change(Silence, Timeout.InfiniteTimeSpan);
                AsideRun aside = ClusterCodec.DecodeAside(message.Body, $"{_names.Aside} message {message.StreamOffset}");
                latest[aside.Order.Run.Length > 0 ? aside.Order.Run : $"message {message.StreamOffset}"] = aside;
                await channel.BasicAckAsync(message.Tag, multiple: false, enough.Token);
            }
        }
        catch (OperationCanceledException) when (!_session.Over.IsCancellationRequested)
        {
            // Nothing more comes.
        }
        return [.. latest.Values.OrderBy(aside => aside.At)];
    }

    private async Task<T> Asked<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception lost) when (lost is RabbitMQClientException or IOException || lost is OperationCanceledException && _session.Over.IsCancellationRequested)
        {
            throw new BadInputException("broker", "an answer", _session.Lost.IsCompleted ? await _session.Lost : lost.Message);
        }
    }
}
