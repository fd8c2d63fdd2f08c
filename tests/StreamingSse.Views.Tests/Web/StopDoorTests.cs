using System.Net;
using System.Text.Json;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

/// <summary>The only way from the page to an engine.</summary>
public sealed class StopDoorTests
{
    private readonly List<(string Run, bool IsDry)> _asked = [];
    private string _plan = "would write STOP, to stop lmp (process 4711)";

    [Fact]
    public async Task What_would_be_done_is_shown_first_and_then_exactly_that_is_done_once()
    {
        await using Served page = await Open();
        JsonElement shown = await Post(page, "/stop?run=a");
        Assert.Equal(_plan, shown.GetProperty("text").GetString());
        Assert.Equal([("a", true)], _asked);

        string confirm = shown.GetProperty("confirm").GetString()!;
        JsonElement done = await Post(page, $"/stop?run=a&confirm={confirm}");
        Assert.Equal((true, "stopped"), (done.GetProperty("isOpen").GetBoolean(), done.GetProperty("text").GetString()));
        Assert.Equal([("a", true), ("a", true), ("a", false)], _asked); // looked at again just before

        await Post(page, $"/stop?run=a&confirm={confirm}", HttpStatusCode.Conflict);
        Assert.Single(_asked, asked => !asked.IsDry);
    }

    [Fact]
    public async Task A_plan_that_has_changed_and_a_confirmation_that_was_guessed_do_nothing()
    {
        await using Served page = await Open();
        await Post(page, "/stop?run=a&confirm=0123456789abcdef0123456789abcdef", HttpStatusCode.Conflict);
        string confirm = (await Post(page, "/stop?run=a")).GetProperty("confirm").GetString()!;
        _plan = "would signal process 1";
        await Post(page, $"/stop?run=a&confirm={confirm}", HttpStatusCode.Conflict);
        Assert.DoesNotContain(_asked, asked => !asked.IsDry);
    }

    [Fact]
    public async Task A_page_that_only_reads_another_origin_and_a_stranger_are_refused()
    {
        await using (Served reading = await Served.Start())
        {
            reading.Server.Show(Served.State(Served.Run("a")));
            await Post(reading, "/stop?run=a", HttpStatusCode.Forbidden);
        }
        await using Served page = await Open();
        string cookie = $"{page.Token.CookieName}={page.Token.CookieValue}";
        foreach ((string, string)[] headers in new (string, string)[][] { [("Cookie", cookie)], [("Cookie", cookie), ("Origin", "http://evil.example")], [("Origin", page.Server.Address)] })
        {
            using HttpResponseMessage answer = await page.Ask(HttpMethod.Post, "/stop?run=a", null, headers);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized });
        }
        using HttpResponseMessage got = await page.AskKnown("/stop?run=a");
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode); // a link or an image does nothing
        await Post(page, "/stop?run=..%2fother", HttpStatusCode.NotFound);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_body_larger_than_any_that_is_needed_is_refused_unread()
    {
        await using Served page = await Open();
        string first = await page.AskRaw($"POST /run.json HTTP/1.1\r\nHost: localhost\r\nCookie: {page.Token.CookieName}={page.Token.CookieValue}\r\nContent-Length: 100000000\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (405|413) ", first);
    }

    private async Task<Served> Open()
    {
        Served page = await Served.Start(stop: Stop);
        page.Server.Show(Served.State(Served.Run("a")));
        return page;
    }

    private Task<PageStop> Stop(string run, bool isDry, CancellationToken giveUp)
    {
        _asked.Add((run, isDry));
        return Task.FromResult(new PageStop(true, isDry ? _plan : "stopped"));
    }

    private static async Task<JsonElement> Post(Served page, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage answer = await page.Ask(HttpMethod.Post, path, null, ("Cookie", $"{page.Token.CookieName}={page.Token.CookieValue}"), ("Origin", page.Server.Address));
        Assert.Equal(expected, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
