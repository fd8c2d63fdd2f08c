using System.Net.Sockets;

namespace StreamingSse.Formats.Imd;

/// <summary>One connection to a server, from GO to DISCONNECT. One thread owns it.</summary>
/// <remarks>
/// LAMMPS ends its run where a client connects and does not say GO within a second, or leaves without having said it. So GO goes out with the
/// connection, before the handshake has come; the wanted rate goes with it, so that no frame comes at another one.
/// </remarks>
internal sealed class ImdConnection : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10), GoodbyeWithin = TimeSpan.FromSeconds(1);
    private readonly Socket _socket;

    private ImdConnection(Socket socket) => _socket = socket;

    /// <summary>True where what has arrived and was not read fills so much of the kernel's buffer that the server may have been held up.</summary>
    public bool MayHoldUp => _socket.Available > 0.3 * _socket.ReceiveBufferSize;

    public bool IsDrained => _socket.Available == 0;

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static ImdConnection Open(ImdAddress address, int? rate)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = new CancellationTokenSource(ConnectWithin);
            socket.ConnectAsync(address.Host, address.Port, limit.Token).AsTask().GetAwaiter().GetResult();
            byte[] go = new ImdPacket(ImdPacketType.Go, 0).ToBytes();
            socket.Send(rate is int steps ? [.. go, .. new ImdPacket(ImdPacketType.TransmissionRate, steps).ToBytes()] : go);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            return new ImdConnection(socket);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>True when there is something to read, or the end, within the time.</summary>
    public bool Wait(TimeSpan atMost) => _socket.Poll(atMost, SelectMode.SelectRead);

    /// <returns>Bytes read; 0 at the end of the connection.</returns>
    public int Read(Span<byte> buffer) => _socket.Receive(buffer);

    public void Send(ImdPacketType type) => _socket.Send(new ImdPacket(type, 0).ToBytes());

    /// <summary>Says goodbye (or KILL) and stays until the server has heard it: a close with unread bytes could overtake the word.</summary>
    public void Leave(ImdPacketType word)
    {
        try
        {
            Send(word);
            _socket.Shutdown(SocketShutdown.Send);
            byte[] unread = new byte[64 * 1024];
            long until = Environment.TickCount64 + (long)GoodbyeWithin.TotalMilliseconds;
            while (Environment.TickCount64 < until)
                if (Wait(TimeSpan.FromMilliseconds(20)) && Read(unread) == 0) break;
        }
        catch (SocketException)
        {
            // The server has gone already.
        }
    }

    public void Dispose() => _socket.Dispose();
}
