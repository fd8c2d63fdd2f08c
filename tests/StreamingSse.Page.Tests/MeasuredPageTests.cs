using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StreamingSse.Host;
using StreamingSse.Views.Tests;
using StreamingSse.Views.Web;
using Xunit.Abstractions;

namespace StreamingSse.Page.Tests;

/// <summary>What docs/page.md states about speed and memory, measured.</summary>
[Collection(nameof(Browser))]
public sealed class MeasuredPageTests(Browser browser, ITestOutputHelper told) : IDisposable
{
    private const int Updates = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("sse-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LongFact]
    public async Task A_hundred_thousand_updates_leave_the_memory_of_browser_and_server_as_it_was()
    {
        await using PageServer server = await PageServer.Start(new PageOptions { Port = 0 });
        PageState[] states = [.. Enumerable.Range(0, 40).Select(i => State(401 + i))];
        server.Show(states[0]);
        await using OpenPage open = await browser.Open(server.Link);
        await open.Frames(401);
        ICDPSession devtools = await open.Page.Context.NewCDPSessionAsync(open.Page);

        var marks = new List<(long Updates, double BrowserMb, double ServerMb)>();
        for (int round = 1; round <= 10; round++)
        {
            for (int i = 0; server.UpdateCount < round * Updates / 10; i++)
            {
                server.Show(states[i % states.Length]);
                await Task.Yield();
            }
            marks.Add((server.UpdateCount, await HeapMb(devtools), GC.GetTotalMemory(forceFullCollection: true) / 1e6));
            told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{marks[^1].Updates} updates: browser {marks[^1].BrowserMb:0.0} MB, server {marks[^1].ServerMb:0.0} MB"));
        }
        Assert.True(marks[^1].BrowserMb < 1.15 * marks[1].BrowserMb + 1, "the browser's memory grew");
        Assert.True(marks[^1].ServerMb < 1.15 * marks[1].ServerMb + 1, "the server's memory grew");
        Assert.Empty(open.Complaints);
    }

    [LongFact]
    public async Task A_frame_written_is_a_curve_changed_within_200_ms()
    {
        const int frames = 120, pauseMs = 300;
        string path = Path.Combine(_folder, "run.extxyz");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Range(0, 20).Select(Frame)));
        var output = new SharedWriter();
        using var stop = new CancellationTokenSource();
        Task<int> watching = CommandLine.RunAsync(["watch", path, "--specie", "Li", "--frame-fs", "100", "--dashboard", "--port", "0", "--end-after-s", "5", "--out", Path.Combine(_folder, "out")], output, TextWriter.Null);
        while (!output.Text.Contains("page: ") && !watching.IsCompleted) await Task.Delay(20);
        await using OpenPage open = await browser.Open(Regex.Match(output.Text, "page: (\\S+)").Groups[1].Value);
        await open.Frames(20);
        await open.Page.EvaluateAsync("""
            () => {
              window.seen = {};
              new MutationObserver(() => (window.seen[document.documentElement.dataset.frames] ??= Date.now())).observe(document.documentElement, { attributes: true, attributeFilter: ["data-frames"] });
            }
            """);

        var writtenAt = new Dictionary<int, long>();
        for (int frame = 20; frame < 20 + frames; frame++)
        {
            await File.AppendAllTextAsync(path, Frame(frame));
            writtenAt[frame + 1] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            await Task.Delay(pauseMs);
        }
        await open.Frames(20 + frames);
        Dictionary<string, long> seen = await open.Page.EvaluateAsync<Dictionary<string, long>>("() => window.seen");
        double[] waits = [.. writtenAt.Where(pair => seen.ContainsKey($"{pair.Key}")).Select(pair => (double)(seen[$"{pair.Key}"] - pair.Value)).Order()];
        told.WriteLine($"{waits.Length} of {frames} frames seen by themselves: median {waits[waits.Length / 2]} ms, 95 % within {waits[(int)(0.95 * (waits.Length - 1))]} ms, longest {waits[^1]} ms");
        Assert.True(waits[waits.Length / 2] < 200);
        await watching;
    }

    private static string Frame(int frame)
    {
        var random = new Random(frame);
        IEnumerable<string> atoms = Enumerable.Range(0, 64).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{(i % 2 == 0 ? "Li" : "S")} {i % 4 * 2.5 + 0.2 * random.NextDouble():0.0000} {i / 4 % 4 * 2.5 + 0.2 * random.NextDouble():0.0000} {i / 16 * 2.5 + 0.2 * random.NextDouble():0.0000}"));
        return $"64\nLattice=\"10 0 0 0 10 0 0 0 10\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n{string.Join('\n', atoms)}\n";
    }

    private static PageState State(int frames) =>
        new([new PageRun("Li6PS5Cl", SyntheticRun.Status, new RunPicture(SyntheticRun.Snapshot(frames), SyntheticRun.History()))], new Dictionary<string, long>());

    private static async Task<double> HeapMb(ICDPSession devtools)
    {
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        return (await devtools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble() / 1e6;
    }
}
