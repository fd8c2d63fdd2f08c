using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Cluster.Broker;

/// <summary>One life of the connection to the broker. It ends as a whole: where one channel is lost, all are, and a new session begins.</summary>
/// <remarks>
/// The client's own recovery is off: after a loss every delivery is void, and only the owner of a delivery can tell what follows.
/// Each purpose has its channel. Dispose returns when the connection is closed.
/// </remarks>
internal sealed class BrokerSession : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();

    private BrokerSession(IConnection connection)
    {
        _connection = connection;
        connection.ConnectionShutdownAsync += Lose;
    }

    /// <summary>Cancelled when the session is lost or disposed.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Ends with the reason when the session is lost or disposed.</summary>
    public Task<string> Lost => _lost.Task;

    public static async Task<BrokerSession> OpenAsync(BrokerConfig config, string node, CancellationToken stop)
    {
        var factory = new ConnectionFactory
        {
            Uri = config.Uri,
            UserName = config.User,
            Password = config.Password,
            ClientProvidedName = $"sse {node}",
            RequestedHeartbeat = config.Heartbeat,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
        if (config.Uri.Scheme == "amqps") UseTls(factory.Ssl, config);
        return new BrokerSession(await factory.CreateConnectionAsync(stop));
    }

    /// <summary>A channel for one purpose.</summary>
    /// <param name="options">Null for a channel that does not wait for confirmations of what it publishes.</param>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions? options = null)
    {
        IChannel channel = await _connection.CreateChannelAsync(options, Over);
        channel.ChannelShutdownAsync += Lose;
        return channel;
    }

    /// <summary>Ends it from this side; the connection is closed by Dispose.</summary>
    public void Close()
    {
        if (_lost.TrySetResult("this node closed it")) _over.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _connection.DisposeAsync();
        _over.Dispose();
    }

    private async Task Lose(object sender, ShutdownEventArgs end)
    {
        if (sender is IChannel && end.Initiator == ShutdownInitiator.Application) return; // closed by its user, who has no more use for it
        if (_lost.TrySetResult(end.Exception?.Message ?? end.ReplyText)) await _over.CancelAsync();
    }

    private static void UseTls(SslOption tls, BrokerConfig config)
    {
        tls.Enabled = true;
        tls.ServerName = config.Uri.Host;
        if (config.CertificateFile is { } own) tls.Certs = [X509Certificate2.CreateFromPemFile(own)];
        if (config.CaFile is not { } file) return;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        tls.CertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && certificate is not null && IsSignedBy(authorities, certificate);
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var broker = new X509Certificate2(certificate);
        return chain.Build(broker);
    }
}
