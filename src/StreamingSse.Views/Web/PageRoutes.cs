using Microsoft.AspNetCore.Http;
using StreamingSse.Views.Web.Fleet;

namespace StreamingSse.Views.Web;

/// <summary>Every address the page has. A name from a browser is only ever looked up among the runs shown; none becomes a path.</summary>
internal sealed class PageRoutes(RequestGuard guard, PageOptions options) : IAsyncDisposable
{
    private const int MostStreams = 64;

    // A client that has not taken the last state by then goes without.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DisposePause = TimeSpan.FromMilliseconds(5);

    private readonly PageAssets _assets = new();
    private readonly StopDoor _stop = new(options.Stop, TimeProvider.System);
    private readonly CancellationTokenSource _over = new();
    private int _streamCount;
    private long _sentCount;

    public long SentCount => Interlocked.Read(ref _sentCount);

    public Latest<PageState> States { get; } = new();

    public FleetRoutes Fleet { get; } = new();

    private string Home => options.IsFleet ? "/fleet.html" : "/run.html";

    public async Task Answer(HttpContext http)
    {
        try
        {
            if (await guard.Admits(http)) await Route(http);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or BadHttpRequestException)
        {
            // The client went away, or asked for more than it may: Kestrel has said so, and it is nobody's failure.
            if (gone is BadHttpRequestException bad && !http.Response.HasStarted) http.Response.StatusCode = bad.StatusCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        while (Volatile.Read(ref _streamCount) > 0) await Task.Delay(DisposePause, CancellationToken.None); // each ends within its last patience
        _over.Dispose();
    }

    private async Task Route(HttpContext http)
    {
        string path = http.Request.Path.Value ?? "/";
        PageState state = States.Value ?? PageState.Empty;
        if (path == "/stop" && HttpMethods.IsPost(http.Request.Method))
        {
            await _stop.Answer(http, state.Find(http.Request.Query["run"]), _over.Token);
            return;
        }
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        switch (path)
        {
            case "/whoami": http.Response.StatusCode = StatusCodes.Status204NoContent; break;
            case "/health": await Say(http, "ok\n"); break;
            case "/ready": await SayReady(http, state); break;
            case "/metrics": await Say(http, Metrics.Of(state, new Metrics.Own(_streamCount, SentCount, guard.RefusedCount))); break;
            case "/events": await Stream(http, (events, stop) => Pour(events, http.Request.Query["run"], stop), events => AddLast(events, http.Request.Query["run"])); break;
            case "/fleet/events": await Stream(http, Fleet.Pour, Fleet.AddLast); break;
            case "/run.json": await SendPicture(http, state); break;
            case "/" or "/run.html" or "/fleet.html" when !_assets.AreBuilt: await PageAssets.SendMissing(http); break;
            default:
                if (!await Send(http, path == "/" ? Home : path, state)) http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task<bool> Send(HttpContext http, string path, PageState state)
    {
        const string data = "/data/", fleet = "/fleet/";
        if (path.StartsWith(fleet, StringComparison.Ordinal)) return await Fleet.TrySend(http, path[fleet.Length..]);
        if (!path.StartsWith(data, StringComparison.Ordinal)) return await _assets.TrySend(http, path);
        return state.Find(http.Request.Query["run"]) is { } run && await Downloads.TrySend(http, path[data.Length..], run);
    }

    private static async Task SendPicture(HttpContext http, PageState state)
    {
        if (state.Find(http.Request.Query["run"])?.Picture is not { } picture)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(picture.Json, http.RequestAborted);
    }

    // When the program ends, each client gets the last state and the word that it is the last.
    private async Task Stream(HttpContext http, Func<EventStream, CancellationToken, Task> pour, Action<EventStream> addLast)
    {
        if (Interlocked.Increment(ref _streamCount) > MostStreams)
        {
            Interlocked.Decrement(ref _streamCount);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        // A flush that is cancelled cuts the connection: at the end it gets a little longer than the waiting before it.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        await using CancellationTokenRegistration atTheEnd = _over.Token.Register(() => patience.CancelAfter(LastPatience));
        var events = new EventStream(http.Response, patience.Token);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _over.Token);
            await pour(events, stop.Token);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested && !patience.IsCancellationRequested)
        {
            addLast(events);
            events.Add("end"u8, "{}"u8);
            await events.Flush();
        }
        finally
        {
            Interlocked.Decrement(ref _streamCount);
        }
    }

    // One client's loop: takes the newest, writes what is new to this client, and waits until the client has taken it.
    private async Task Pour(EventStream events, string? name, CancellationToken stop)
    {
        await events.Begin();
        RunPicture? sent = null;
        long number = 0;
        while (true)
        {
            (PageState? state, number) = await States.AfterOrPause(number, EventStream.Heartbeat, stop);
            if (state is null) events.AddHeartbeat();
            else if (state.Find(name) is { } run)
            {
                events.Add("status"u8, StatusJson.Write(state, run, _stop.IsThere));
                if (run.Picture is { } picture && !ReferenceEquals(picture, sent))
                {
                    events.Add("picture"u8, picture.Json.Span);
                    sent = picture;
                }
                Interlocked.Increment(ref _sentCount);
            }
            await events.Flush();
        }
    }

    private void AddLast(EventStream events, string? name)
    {
        if (States.Value is not { } state || state.Find(name) is not { } run) return;
        events.Add("status"u8, StatusJson.Write(state, run, canStop: false));
        if (run.Picture is { } picture) events.Add("picture"u8, picture.Json.Span);
    }

    private static async Task Say(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private async Task SayReady(HttpContext http, PageState state)
    {
        bool isReady = Fleet.Pictures.Value is not null || state.Runs.Any(run => run.Status.FrameCount > 0);
        if (!isReady) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        await Say(http, isReady ? "ready\n" : "no frames yet\n");
    }
}
