using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using StreamingSse.Formats;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Wire;

namespace StreamingSse.Cluster.Broker;

/// <summary>The link over RabbitMQ: two streams, one of states that may be forgotten and one of last states that are not.</summary>
/// <remarks>
/// Without a session it is away: publishing says so, and reading waits. Across sessions a reader goes on where it was. A message of another program or
/// a newer release is passed over, told of, and counted.
/// </remarks>
/// <param name="confirmed">Is told of each last state that the broker holds from now on.</param>
/// <param name="note">Is told of messages that cannot be read: where, expected and found.</param>
internal sealed class BrokerLink(BrokerNames names, Action<RunState> confirmed, Action<string> note) : IRunLink
{
    private const int Waiting = 64;
    private const ushort Prefetch = 200;

    private readonly Channel<RunState> _incoming = Channel.CreateBounded<RunState>(Waiting); // full: the broker keeps the rest
    private readonly Dictionary<string, long> _nextOffset = new(StringComparer.Ordinal);
    private Confirmed? _outgoing;
    private CancellationToken _over;
    private long _foreignCount;

    /// <summary>Messages that were passed over.</summary>
    public long ForeignCount => Interlocked.Read(ref _foreignCount);

    /// <summary>Lets states go out until the session is lost.</summary>
    public async Task SendDuringAsync(BrokerSession session)
    {
        _over = session.Over;
        _outgoing = await Confirmed.OpenAsync(session);
        await session.Lost;
        _outgoing = null;
    }

    /// <summary>Lets states come in until the session is lost.</summary>
    public Task ReceiveDuringAsync(BrokerSession session) => Task.WhenAll(ReceiveAsync(session, names.Results), ReceiveAsync(session, names.Snapshots));

    public async ValueTask PublishAsync(RunState state, CancellationToken stop)
    {
        Confirmed outgoing = _outgoing ?? throw new IOException("the broker is away");
        var message = new ArrayBufferWriter<byte>(1 << 16);
        RunStateCodec.Encode(state, message);
        try
        {
            await outgoing.SendAsync(state.Stamp.IsFinal || state.Progress.Failure is not null ? names.Results : names.Snapshots, new BasicProperties(), message.WrittenMemory, _over);
        }
        catch (Exception lost) when (lost is RabbitMQClientException or OperationCanceledException or ObjectDisposedException && !stop.IsCancellationRequested)
        {
            throw new IOException($"the broker is away: {lost.Message}", lost);
        }
        if (state.Stamp.IsFinal) confirmed(state);
    }

    public async IAsyncEnumerable<RunState> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (RunState state in _incoming.Reader.ReadAllAsync(stop)) yield return state;
    }

    private async Task ReceiveAsync(BrokerSession session, string stream)
    {
        long from;
        lock (_nextOffset) from = _nextOffset.GetValueOrDefault(stream);
        IChannel channel = await session.OpenChannelAsync();
        await foreach (Delivery message in Delivery.ConsumeAsync(channel, stream, Prefetch, from, session.Over))
        {
            long offset = message.StreamOffset ?? throw new InvalidDataException($"{stream}: expected a message with its offset, got one without");
            if (offset >= from && Read(message.Body, $"{stream} message {offset}") is { } state) await _incoming.Writer.WriteAsync(state, session.Over);
            lock (_nextOffset) _nextOffset[stream] = offset + 1;
            await channel.BasicAckAsync(message.Tag, multiple: false, session.Over); // asks for one more
        }
    }

    private RunState? Read(byte[] message, string source)
    {
        try
        {
            return RunStateCodec.Decode(message, source);
        }
        catch (BadInputException foreign)
        {
            Interlocked.Increment(ref _foreignCount);
            note($"{foreign.Message}; set aside");
            return null;
        }
    }
}
