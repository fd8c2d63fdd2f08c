using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StreamingSse.Views.Web;

/// <summary>Server-sent events to one client: named events with one line of JSON each.</summary>
/// <remarks>WHATWG HTML, §9.2. A client that does not read holds back this stream alone, and Kestrel ends it when it takes too long.</remarks>
/// <param name="patience">Ends the connection of a client that does not take what was sent.</param>
internal sealed class EventStream(HttpResponse response, CancellationToken patience)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public async Task Begin()
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy in between must not gather events
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.BodyWriter.Write("retry: 1000\n\n"u8);
        await response.BodyWriter.FlushAsync(patience);
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        response.BodyWriter.Write("event: "u8);
        response.BodyWriter.Write(name);
        response.BodyWriter.Write("\ndata: "u8);
        response.BodyWriter.Write(json);
        response.BodyWriter.Write("\n\n"u8);
    }

    /// <summary>A comment: keeps what lies between from closing a quiet connection, and shows whether the client is still there.</summary>
    public void AddHeartbeat() => response.BodyWriter.Write(":\n\n"u8);

    /// <summary>Ends when the client has room for more.</summary>
    public async Task Flush() => await response.BodyWriter.FlushAsync(patience);
}
