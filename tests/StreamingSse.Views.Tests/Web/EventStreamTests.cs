using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

public sealed class EventStreamTests
{
    [Fact]
    public async Task A_client_gets_the_newest_at_once_and_each_picture_once()
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a", 101)));
        PageRun newest = Served.Run("a", 201);
        page.Server.Show(Served.State(newest));
        using HttpResponseMessage answer = await page.AskKnown("/events");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal(["status", "picture 201"], [await Next(lines), await Next(lines)]);
        page.Server.Show(Served.State(newest with { RestartCount = 1 }));
        Assert.Equal("status", await Next(lines));
        page.Server.Show(Served.State(Served.Run("a", 301)));
        Assert.Equal(["status", "picture 301"], [await Next(lines), await Next(lines)]);
    }

    [Fact]
    public async Task When_the_program_ends_a_client_has_the_last_state_and_the_word_that_it_is_the_last()
    {
        Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a", 101)));
        using HttpResponseMessage answer = await page.AskKnown("/events");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(["status", "picture 101"], [await Next(lines), await Next(lines)]);

        page.Server.Show(Served.State(Served.Run("a", 301)));
        Task over = page.Server.DisposeAsync().AsTask();

        var told = new List<string>();
        while (told.Count == 0 || told[^1] != "end") told.Add(await Next(lines));
        Assert.Contains("picture 301", told);
        await over;
        page.Client.Dispose();
    }

    [Fact]
    public async Task Each_client_follows_the_run_it_asked_for()
    {
        await using Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a", 101), Served.Run("b", 201)));
        using HttpResponseMessage answer = await page.AskKnown("/events?run=b");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await Next(lines);
        Assert.Equal("picture 201", await Next(lines));
    }

    [Fact]
    public async Task A_client_that_reads_nothing_holds_up_nobody_and_holds_no_queue()
    {
        const int updates = 2000;
        await using Served page = await Served.Start();
        PageRun run = Served.Run("a", 801);
        page.Server.Show(Served.State(run));
        using var stuck = new TcpClient { ReceiveBufferSize = 4096 };
        await stuck.ConnectAsync(IPAddress.Loopback, page.Server.Port);
        await stuck.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: {page.Token.CookieName}={page.Token.CookieValue}\r\n\r\n"));
        using HttpResponseMessage reading = await page.AskKnown("/events");
        using var lines = new StreamReader(await reading.Content.ReadAsStreamAsync());
        await Next(lines);
        await Next(lines);

        RunPicture[] pictures = [.. Enumerable.Range(0, 20).Select(i => new RunPicture(SyntheticRun.Snapshot(800 + i), SyntheticRun.History()))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i <= updates; i++) page.Server.Show(Served.State(run with { Picture = pictures[i % pictures.Length], RestartCount = i })); // returns at once: there is nothing to wait for
        page.Server.Show(Served.State(Served.Run("a", 1001)));
        while (await Next(lines) != "picture 1001")
        {
        }
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 20_000_000, $"{grown} bytes grew where {updates} pictures of {pictures[0].Json.Length} bytes were not taken");
    }

    [Fact]
    public async Task What_is_superseded_before_a_slow_client_comes_back_is_never_sent()
    {
        var latest = new Latest<string>();
        latest.Put("1");
        (string value, long number) = await latest.After(0, CancellationToken.None);
        Assert.Equal("1", value);
        for (int i = 2; i <= 100; i++) latest.Put($"{i}");
        (value, number) = await latest.After(number, CancellationToken.None);
        Assert.Equal("100", value);

        Task<(string, long)> waiting = latest.After(number, CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        latest.Put("101");
        Assert.Equal("101", (await waiting).Item1);
    }

    [Fact]
    public async Task The_end_of_the_program_ends_open_streams()
    {
        Served page = await Served.Start();
        page.Server.Show(Served.State(Served.Run("a")));
        using HttpResponseMessage answer = await page.AskKnown("/events");
        await page.Server.DisposeAsync();
        page.Client.Dispose();
    }

    /// <summary>The next event's name, and the frames of a picture.</summary>
    private static async Task<string> Next(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("event: ", StringComparison.Ordinal)) continue;
            string name = line["event: ".Length..];
            JsonElement data = JsonDocument.Parse((await lines.ReadLineAsync())!["data: ".Length..]).RootElement;
            return name == "picture" ? $"picture {data.GetProperty("facts").GetProperty("frameCount").GetInt64()}" : name;
        }
        throw new EndOfStreamException("the stream ended");
    }
}
