using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Web;

/// <summary>Serves the page from this process. Whoever has news calls <c>Show</c> and never waits for a browser.</summary>
public sealed class PageServer : IAsyncDisposable
{
    private const int MostConnections = 128;
    private const int MostRequestBytes = 4096;
    private const int MostHeaderBytes = 16 * 1024;

    private readonly WebApplication _app;
    private readonly PageRoutes _routes;
    private readonly PageOptions _options;
    private readonly PageToken _token;

    private PageServer(PageOptions options, PageToken token, int port)
    {
        (_options, _token) = (options, token);
        _routes = new PageRoutes(new RequestGuard(token, options), options);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "sse" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options, port));
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = Bind);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // signals are the program's own matter
        _app = builder.Build();
        _app.Run(_routes.Answer);
    }

    /// <summary>The address with the token: whoever opens it is in.</summary>
    public string Link => $"{Address}/?token={_token.Text}";

    /// <summary>Without the token. What a browser calls the program by.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The port listened on; 0 for a Unix socket.</summary>
    public int Port { get; private set; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="PageRefusedException">The port is taken, or the certificate cannot be read.</exception>
    public static async Task<PageServer> Start(PageOptions options, CancellationToken stop = default)
    {
        PageToken token = options.Token ?? PageToken.Create();
        if (options.UnixSocket is null && options.Port is null && await TryStart(options, token, PageOptions.UsualPort, stop) is { } usual) return usual;
        int port = options.Port ?? 0;
        return await TryStart(options, token, port, stop)
            ?? throw new PageRefusedException(options.UnixSocket ?? $"{options.Address} port {port}", "an address that is free", "one that is in use");
    }

    /// <summary>False where the program was built without Node.</summary>
    public static bool HasPage { get; } = new PageAssets().AreBuilt;

    /// <summary>Updates sent to browsers so far, all together.</summary>
    public long UpdateCount => _routes.SentCount;

    /// <summary>The newest of all runs; what was not sent yet is superseded.</summary>
    public void Show(PageState state) => _routes.States.Put(state);

    /// <summary>The newest of the fleet. One thread calls this.</summary>
    public void Show(FleetState state) => _routes.Fleet.Show(state, _routes.States.Value);

    public async ValueTask DisposeAsync()
    {
        await _routes.DisposeAsync(); // open streams end first, so that nobody is waited for
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_options.UnixSocket is { } socket) File.Delete(socket);
    }

    private static async Task<PageServer?> TryStart(PageOptions options, PageToken token, int port, CancellationToken stop)
    {
        var server = new PageServer(options, token, port);
        try
        {
            await server._app.StartAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await server._app.DisposeAsync();
            return null;
        }
        server.Locate();
        return server;
    }

    private void Locate()
    {
        if (_options.UnixSocket is not null)
        {
            Address = $"http://localhost:{PageOptions.UsualPort}"; // what the other end of ssh -L makes of it
            return;
        }
        string bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(bound).Port;
        string host = IPAddress.IsLoopback(_options.Address) ? _options.Address.ToString()
            : _options.Address.Equals(IPAddress.Any) || _options.Address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName()
            : _options.Address.ToString();
        if (host.Contains(':')) host = $"[{host}]";
        Address = $"{(_options.IsEncrypted ? "https" : "http")}://{host}:{Port}";
    }

    private static void Configure(KestrelServerOptions kestrel, PageOptions options, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
        kestrel.Limits.MaxRequestLineSize = MostRequestBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        if (options.UnixSocket is { } socket) kestrel.ListenUnixSocket(socket);
        else kestrel.Listen(options.Address, port, listen => Encrypt(listen, options));
    }

    private static void Encrypt(ListenOptions listen, PageOptions options)
    {
        if (options.CertificateFile is null) return;
        try
        {
            using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile);
            listen.UseHttps(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null));
        }
        catch (Exception bad) when (bad is IOException or System.Security.Cryptography.CryptographicException or UnauthorizedAccessException)
        {
            throw new PageRefusedException($"{options.CertificateFile}, {options.KeyFile}", "a certificate and its key in PEM", bad.Message);
        }
    }

    // Between bind and listen nobody can connect: the mode is set in time.
    private static Socket Bind(EndPoint endpoint)
    {
        if (endpoint is not UnixDomainSocketEndPoint unix) return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(unix);
        OwnerOnly.Restrict(unix.ToString());
        return socket;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
