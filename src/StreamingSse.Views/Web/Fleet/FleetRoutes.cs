using Microsoft.AspNetCore.Http;
using StreamingSse.Kernel.Fleet;

namespace StreamingSse.Views.Web.Fleet;

/// <summary>The addresses of the fleet's page, and the newest state behind them.</summary>
internal sealed class FleetRoutes
{
    // A thousand runs are some 300 kB: nobody reads more of that than once in two seconds.
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(2);

    private readonly FleetTrails _trails = new();
    private readonly TrainingHistory _trainings = new();

    public Latest<FleetPicture> Pictures { get; } = new();

    /// <param name="pages">The runs that have a page of their own here; null before the first is shown.</param>
    public void Show(FleetState state, PageState? pages)
    {
        FleetPicture? before = Pictures.Value;
        HashSet<string> withPage = [.. (pages?.Runs ?? []).Where(run => run.Picture is not null).Select(run => run.Name)];
        Pictures.Put(new FleetPicture(state, _trails.Add(state), withPage, _trainings.Add(state), FleetPicture.PartNumbers.After(before, state)));
    }

    /// <returns>False where there is no such part, or nothing in it yet.</returns>
    public async Task<bool> TrySend(HttpContext http, string part)
    {
        if (Pictures.Value is not { } picture) return false;
        if (picture.Find(part, http.Request.Query["view"]) is { } json)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.Body.WriteAsync(json, http.RequestAborted);
            return true;
        }
        return await FleetDownloads.TrySend(http, part, picture.State);
    }

    /// <summary>One client's loop: the newest, whenever there is one and the client has taken the last.</summary>
    public async Task Pour(EventStream events, CancellationToken stop)
    {
        await events.Begin();
        long number = 0;
        while (true)
        {
            (FleetPicture? picture, number) = await Pictures.AfterOrPause(number, EventStream.Heartbeat, stop);
            if (picture is null) events.AddHeartbeat();
            else events.Add("fleet"u8, picture.Rows.Span);
            await events.Flush();
            if (picture is not null) await Task.Delay(LeastPause, stop);
        }
    }
    public void AddLast(EventStream events)
    {
        if (Pictures.Value is { } picture) events.Add("fleet"u8, picture.Rows.Span);
    }
}
