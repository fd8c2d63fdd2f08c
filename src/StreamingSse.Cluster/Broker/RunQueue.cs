using System.Globalization;
using RabbitMQ.Client;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Cluster.Wire;

namespace StreamingSse.Cluster.Broker;

/// <summary>The runs that wait for a worker, as one session sees them.</summary>
/// <remarks>
/// A delivery that is held keeps its run from others; it is given up with the session. Where an order moves to another queue, the copy is
/// confirmed before the original is settled: a failure in between leaves two, which watch the same run to the same states.
/// </remarks>
internal sealed class RunQueue
{
    private readonly BrokerNames _names;
    private readonly IChannel _orders;
    private readonly Confirmed _confirmed;
    private readonly CancellationToken _over;

    private RunQueue(BrokerNames names, IChannel orders, Confirmed confirmed, CancellationToken over) =>
        (_names, _orders, _confirmed, _over) = (names, orders, confirmed, over);

    public static async Task<RunQueue> OpenAsync(BrokerSession session, BrokerNames names) =>
        new(names, await session.OpenChannelAsync(), await Confirmed.OpenAsync(session), session.Over);

    /// <summary>Orders as the broker deals them out, not more unsettled ones than <paramref name="capacity"/>.</summary>
    public IAsyncEnumerable<Delivery> TakeAsync(int capacity, CancellationToken stop) =>
        Delivery.ConsumeAsync(_orders, _names.Runs, (ushort)Math.Min(capacity, ushort.MaxValue), fromOffset: null, stop);

    public Task SubmitAsync(RunOrder order, CancellationToken stop) => _confirmed.SendAsync(_names.Runs, new BasicProperties(), ClusterCodec.Encode(order), stop);

    /// <summary>The run has ended, and its last state is with the broker.</summary>
    public Task SettleAsync(ulong tag) => _orders.BasicAckAsync(tag, multiple: false, _over).AsTask();

    /// <summary>Another worker is to take it at once; this one is no worse for it.</summary>
    public async Task ReturnAsync(RunOrder order, ulong tag)
    {
        await SubmitAsync(order, _over);
        await SettleAsync(tag);
    }

    /// <summary>Another worker is to take it, and after the pause this one may be offered it again, with more refusals.</summary>
    public async Task RefuseAsync(RunOrder order, ulong tag, TimeSpan pause)
    {
        string expiration = ((long)pause.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await _confirmed.SendAsync(_names.Refused, new BasicProperties { Expiration = expiration }, ClusterCodec.Encode(order), _over);
        await SettleAsync(tag);
    }

    /// <summary>Nobody is to take it again.</summary>
    public async Task PutAsideAsync(AsideRun aside, ulong tag)
    {
        await _confirmed.SendAsync(_names.Aside, new BasicProperties(), ClusterCodec.Encode(aside), _over);
        await SettleAsync(tag);
    }
}
