using System.Net;
using System.Net.Sockets;

namespace StreamingSse.Formats.Tests.Imd;

/// <summary>A server on a free port of this machine that does what a test says, one client after the other.</summary>
internal sealed class ImdServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public ImdServer(params Func<NetworkStream, Task>[] clients)
    {
        _listener.Start();
        Address = $"imd://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _serving = Serve(clients);
    }

    public string Address { get; }

    /// <summary>Ends when every client was served as the test says; with its failure.</summary>
    public Task Served => _serving.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Reads one header; type −1 at the end of the connection.</summary>
    public static async Task<(int Type, int Length)> HeardAsync(NetworkStream client)
    {
        byte[] header = new byte[8];
        return await client.ReadAtLeastAsync(header, 8, throwOnEndOfStream: false) < 8 ? (-1, 0) : ImdStreams.Header(header, 0);
    }

    public void Dispose() => _listener.Dispose();

    private async Task Serve(Func<NetworkStream, Task>[] clients)
    {
        foreach (Func<NetworkStream, Task> serve in clients)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            await serve(client.GetStream());
        }
        _listener.Stop();
    }
}
