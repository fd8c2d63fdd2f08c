using System.Net;
using System.Net.Sockets;
using System.Text;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

/// <summary>A page that is really served, on a free port of this machine, and a client that may be let in.</summary>
internal sealed class Served : IAsyncDisposable
{
    private Served(PageServer server, PageToken token)
    {
        (Server, Token) = (server, token);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(server.Address) };
    }

    public PageServer Server { get; }

    public PageToken Token { get; }

    public HttpClient Client { get; }

    public static async Task<Served> Start(PageToken? token = null, Func<string, bool, CancellationToken, Task<PageStop>>? stop = null)
    {
        token ??= PageToken.Create();
        return new Served(await PageServer.Start(new PageOptions { Port = 0, Token = token, Stop = stop }), token);
    }

    public static PageRun Run(string name, int frameCount = 401) =>
        new(name, SyntheticRun.Status, new RunPicture(SyntheticRun.Snapshot(frameCount), SyntheticRun.History()));

    public static PageState State(params PageRun[] runs) => new(runs, new Dictionary<string, long> { ["stopped"] = 3 });

    public Task<HttpResponseMessage> Ask(string path, params (string Name, string Value)[] headers) => Ask(HttpMethod.Get, path, null, headers);

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Server.Address + path) { Content = body };
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>As a browser that has opened the link.</summary>
    public Task<HttpResponseMessage> AskKnown(string path, params (string Name, string Value)[] headers) =>
        Ask(path, [("Cookie", $"{Token.CookieName}={Token.CookieValue}"), .. headers]);

    /// <summary>Sends bytes that no well-behaved client would, and gives the first line of the answer.</summary>
    public async Task<string> AskRaw(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Server.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream(), Encoding.Latin1);
        return await reader.ReadLineAsync() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
