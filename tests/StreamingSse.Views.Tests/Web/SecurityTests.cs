using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

/// <summary>Attacks, tried and refused. docs/security.md names each.</summary>
public sealed class SecurityTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/run.html")]
    [InlineData("/events")]
    [InlineData("/run.json")]
    [InlineData("/metrics")]
    [InlineData("/data/summary.json")]
    [InlineData("/icon.svg")]
    [InlineData("/nothing")]
    public async Task Nothing_is_shown_without_the_token_on_loopback_either(string path)
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("secret-run")));
        string almost = page.Token.Text[..^1] + (page.Token.Text[^1] == 'A' ? 'B' : 'A');
        foreach ((string, string)[] headers in new (string, string)[][]
        {
            [], [("Cookie", $"{page.Token.CookieName}={page.Token.Text}")], [("Authorization", $"Bearer {almost}")], [("Authorization", page.Token.Text)],
        })
        {
            using HttpResponseMessage answer = await page.Ask(path, headers);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain("secret-run", await answer.Content.ReadAsStringAsync());
        }
        using HttpResponseMessage guessed = await page.Ask($"{path}?token={almost}");
        Assert.Equal(HttpStatusCode.Unauthorized, guessed.StatusCode);
    }

    [Fact]
    public async Task The_link_becomes_a_cookie_that_scripts_and_other_sites_do_not_get_and_the_token_leaves_the_address()
    {
        await using Served page = await Served.Start();
        using HttpResponseMessage answer = await page.Ask($"/?token={page.Token.Text}&run=a%20b", ("Sec-Fetch-Site", "none"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/?run=a%20b", answer.Headers.Location!.OriginalString);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(page.Token.Text, cookie);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));

        using HttpResponseMessage known = await page.AskKnown("/whoami");
        Assert.Equal(HttpStatusCode.NoContent, known.StatusCode);
    }

    [Fact]
    public async Task A_link_followed_from_another_site_arrives_and_leads_nowhere_else()
    {
        await using Served page = await Served.Start();
        using HttpResponseMessage answer = await page.Ask(
            $"//evil.example/?token={page.Token.Text}", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("content=\"0;url=/\"", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("169.254.169.254")]
    [InlineData("localhost.")]
    [InlineData("")]
    public async Task A_name_that_was_bound_to_this_machine_by_somebody_else_is_refused_even_with_the_token(string host)
    {
        await using Served page = await Served.Start();
        string first = await page.AskRaw($"GET /whoami HTTP/1.1\r\nHost: {host}\r\nCookie: {page.Token.CookieName}={page.Token.CookieValue}\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (403|400) ", first);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_names_of_loopback_are_let_in_whatever_port_a_tunnel_gives_them(string host)
    {
        await using Served page = await Served.Start();
        using HttpResponseMessage answer = await page.AskKnown("/whoami", ("Host", $"{host}:9999"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_script_is_refused_even_with_the_cookie(string header, string value)
    {
        await using Served page = await Served.Start();
        foreach (string path in new[] { "/events", "/run.json", "/data/summary.json" })
        {
            using HttpResponseMessage answer = await page.AskKnown(path, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_pages_own_requests_pass()
    {
        await using Served page = await Served.Start();
        using HttpResponseMessage answer = await page.AskKnown("/whoami", ("Origin", page.Server.Address), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc/passwd")]
    [InlineData("/assets/..%5c..%5cetc/passwd")]
    [InlineData("/data/../../etc/passwd")]
    [InlineData("/data/%2e%2e%2f%2e%2e%2fetc%2fpasswd?run=..%2f..")]
    [InlineData("/data/summary.json?run=..%2f..%2fetc%2fpasswd")]
    [InlineData("//etc/passwd")]
    [InlineData("/run.json?run=%2fetc%2fpasswd")]
    public async Task No_path_leads_out_of_the_page(string path)
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a")));
        string first = await page.AskRaw($"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {page.Token.CookieName}={page.Token.CookieValue}\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (404|400) ", first);
    }

    [Fact]
    public async Task Bodies_and_headers_of_any_size_cost_nothing_and_are_refused()
    {
        await using Served page = await Served.Start();
        string known = $"Host: localhost\r\nCookie: {page.Token.CookieName}={page.Token.CookieValue}\r\n";
        Assert.Matches("^HTTP/1.1 (405|413) ", await page.AskRaw($"POST /run.json HTTP/1.1\r\n{known}Content-Length: 1000000000000\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 431 ", await page.AskRaw($"GET / HTTP/1.1\r\n{known}X: {new string('x', 100_000)}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 414 ", await page.AskRaw($"GET /{new string('x', 100_000)} HTTP/1.1\r\n{known}\r\n"));
        using HttpResponseMessage after = await page.AskKnown("/whoami");
        Assert.Equal(HttpStatusCode.NoContent, after.StatusCode);
    }

    [Fact]
    public async Task Script_in_names_stays_text_in_every_answer()
    {
        const string name = "<script>alert(1)</script>\"\r\nX-Bad: 1";
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run(name)));

        using HttpResponseMessage download = await page.AskKnown($"/data/summary.json?run={Uri.EscapeDataString(name)}");
        Assert.Equal("attachment; filename=\"_script_alert_1___script____X-Bad__1_summary.json\"", download.Content.Headers.ContentDisposition!.ToString());
        Assert.False(download.Headers.Contains("X-Bad"));

        string metrics = await (await page.AskKnown("/metrics")).Content.ReadAsStringAsync();
        Assert.Contains("sse_frames_total{run=\"<script>alert(1)</script>\\\"\r\\nX-Bad: 1\"} 4001\n", metrics);

        using HttpResponseMessage asked = await page.AskKnown("/" + Uri.EscapeDataString(name));
        Assert.DoesNotContain("<script>", await asked.Content.ReadAsStringAsync());
        string policy = Assert.Single(asked.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [Fact]
    public async Task More_streams_than_are_allowed_are_turned_away_and_places_come_back()
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a")));
        var open = new List<HttpResponseMessage>();
        for (int i = 0; i < 64; i++) open.Add(await page.AskKnown("/events"));
        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using (HttpResponseMessage more = await page.AskKnown("/events")) Assert.Equal(HttpStatusCode.ServiceUnavailable, more.StatusCode);

        foreach (HttpResponseMessage answer in open) answer.Dispose();
        HttpStatusCode again = HttpStatusCode.ServiceUnavailable;
        for (int attempt = 0; attempt < 1000 && again != HttpStatusCode.OK; attempt++) // a closed connection is noticed at the next write
        {
            page.Server.Show(Served.State(Served.Run("a")));
            using HttpResponseMessage answer = await page.AskKnown("/events");
            again = answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, again);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_unix_socket_is_for_its_owner_alone_and_gone_afterwards()
    {
        string path = Path.Combine(Path.GetTempPath(), $"sse-{Guid.NewGuid():N}.sock");
        await using (PageServer server = await PageServer.Start(new PageOptions { UnixSocket = path }))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            byte[] answer = new byte[64];
            int length = await socket.ReceiveAsync(answer);
            Assert.StartsWith("HTTP/1.1 401 ", Encoding.ASCII.GetString(answer, 0, length));
        }
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_port_in_use_is_refused_in_words()
    {
        await using Served page = await Served.Start();
        PageRefusedException refused = await Assert.ThrowsAsync<PageRefusedException>(() => PageServer.Start(new PageOptions { Port = page.Server.Port }));
        Assert.Equal($"127.0.0.1 port {page.Server.Port}: expected an address that is free, got one that is in use", refused.Message);
    }
}
