using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace StreamingSse.Views.Web;

/// <summary>What a wish to stop has come to.</summary>
/// <param name="IsOpen">Of a dry run: it can be done. Of the deed: the engine has ended.</param>
/// <param name="Text">For the user, one sentence.</param>
public sealed record PageStop(bool IsOpen, string Text);

/// <summary>The only way from the page to an engine: first what would be done is shown, then exactly that is done, once.</summary>
/// <param name="stop">Of a run by its name, as a dry run or not; null where the page only reads.</param>
internal sealed class StopDoor(Func<string, bool, CancellationToken, Task<PageStop>>? stop, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Shown> _shown = [];
    private bool _isBusy;

    private sealed record Shown(string Confirmation, string Text, long At);

    public bool IsThere => stop is not null;

    /// <summary>POST /stop?run=NAME shows; with &amp;confirm=… it does what was shown.</summary>
    public async Task Answer(HttpContext http, PageRun? run, CancellationToken over)
    {
        (int status, byte[] json) = stop is null ? Say(StatusCodes.Status403Forbidden, "expected sse to be started with --allow-stop")
            : http.Request.Headers.Origin.Count != 1 ? Say(StatusCodes.Status403Forbidden, "expected a request from the page itself")
            : run is null ? Say(StatusCodes.Status404NotFound, "no such run")
            : !TryEnter() ? Say(StatusCodes.Status409Conflict, "another stop is under way")
            : await Enter(stop, run.Name, http.Request.Query["confirm"], over);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    private async Task<(int Status, byte[] Json)> Enter(Func<string, bool, CancellationToken, Task<PageStop>> act, string run, string? confirmation, CancellationToken over)
    {
        try
        {
            PageStop found = await act(run, true, over);
            if (confirmation is null) return Show(run, found);
            if (!TakeBack(run, confirmation, found)) return Say(StatusCodes.Status409Conflict, "what would be done has changed, or was shown too long ago: look again");
            PageStop done = await act(run, false, over); // not given up when the browser goes away: the engine was asked
            return Say(StatusCodes.Status200OK, done.Text, done.IsOpen);
        }
        finally
        {
            lock (_gate) _isBusy = false;
        }
    }

    private bool TryEnter()
    {
        lock (_gate)
        {
            if (_isBusy) return false;
            return _isBusy = true;
        }
    }

    private (int Status, byte[] Json) Show(string run, PageStop found)
    {
        string confirmation = RandomNumberGenerator.GetHexString(32, lowercase: true);
        lock (_gate) _shown[run] = new Shown(confirmation, found.Text, clock.GetTimestamp());
        return Say(StatusCodes.Status200OK, found.Text, found.IsOpen, found.IsOpen ? confirmation : null);
    }

    // A confirmation is good for what was shown, for a short while, and once.
    private bool TakeBack(string run, string confirmation, PageStop found)
    {
        lock (_gate)
        {
            return _shown.Remove(run, out Shown? shown) && found.IsOpen && shown.Confirmation == confirmation && shown.Text == found.Text && clock.GetElapsedTime(shown.At) < Patience;
        }
    }

    private static (int Status, byte[] Json) Say(int status, string text, bool isOpen = false, string? confirmation = null) => (status, PageJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isOpen", isOpen);
        json.WriteString("text", text);
        json.WriteString("confirm", confirmation);
        json.WriteEndObject();
    }));
}
