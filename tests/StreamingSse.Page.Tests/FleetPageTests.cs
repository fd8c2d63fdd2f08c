using System.Text.Json;
using Microsoft.Playwright;
using StreamingSse.Kernel.Fleet;
using StreamingSse.Views.Tests;
using StreamingSse.Views.Web;
using Xunit.Abstractions;

namespace StreamingSse.Page.Tests;

/// <summary>The page of a fleet in a real browser.</summary>
[Collection(nameof(Browser))]
public sealed class FleetPageTests(Browser browser, ITestOutputHelper told) : IAsyncLifetime
{
    private const int Runs = 1000;
    private const double LongestTaskMs = 16;

    private PageServer _server = null!;

    public async Task InitializeAsync() => _server = await PageServer.Start(new PageOptions { Port = 0, IsFleet = true });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_thousand_runs_are_sorted_filtered_and_brought_up_to_date_in_place()
    {
        FleetState fleet = SyntheticFleet.Of(Runs);
        _server.Show(fleet);
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Page.WaitForSelectorAsync(".row:not([hidden])");
        Assert.Equal("1 000 runs", await open.Page.InnerTextAsync(".total"));
        Assert.InRange(await open.Page.Locator(".row").CountAsync(), 10, 80); // only those in sight exist

        await open.Page.FillAsync("input[type=search]", "AgI 700K");
        Assert.Equal("20 of 1 000 runs", await open.Page.InnerTextAsync(".total"));
        await open.Page.FillAsync("input[type=search]", "");
        await open.Page.ClickAsync(".head >> text=D (Å²/ps)");
        string fastest = fleet.Rows.MaxBy(row => row.Diffusion.IsQuotable ? row.Diffusion.D.Value : row.Diffusion.UpperBound95)!.Name;
        await open.Page.WaitForFunctionAsync("name => document.querySelector('[aria-rowindex=\"2\"]')?.textContent.includes(name)", fastest);

        string before = await open.Page.InnerTextAsync("[aria-rowindex='3']");
        _server.Show(SyntheticFleet.Of(Runs, step: 1));
        await open.Page.WaitForFunctionAsync("() => document.documentElement.dataset.version === '2'");
        await open.Page.WaitForFunctionAsync($"text => document.querySelector(\"[aria-rowindex='3']\").textContent.slice(0, 12) === text.slice(0, 12)", before.Replace("\n", ""));
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Correlations_lead_to_the_scatter_behind_them_and_components_clusters_and_models_are_drawn()
    {
        _server.Show(SyntheticFleet.Of(200));
        await using OpenPage open = await browser.Open(_server.Link, width: 1800);
        await open.Page.WaitForSelectorAsync(".matrix rect");
        await open.Page.ClickAsync(".matrix rect >> nth=40");
        Assert.Matches("p = .*runs", await open.Page.InnerTextAsync(".correlations .read"));
        foreach (string figure in new[] { "#arrhenius", "#scatter", "#scores", "#eigenvalues", "#elbow", "#parity" })
            await open.Page.WaitForSelectorAsync($"{figure} canvas", new() { State = WaitForSelectorState.Attached });
        Assert.Contains("extend", await open.Page.InnerTextAsync(".advice"));
        Assert.Matches("mlp.*18\\.2 %\\s+9\\.1 %", (await open.Page.InnerTextAsync("table:has(th:text('MAPE'))")).ReplaceLineEndings(" ")); // shares of 0.182 and 0.091
        await open.Page.SelectOptionAsync(".correlations select", "stoichiometric");
        await open.Page.WaitForFunctionAsync("() => document.querySelector('.correlations .read').textContent.includes('at least 8 are needed')");
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task A_row_leads_to_the_page_of_its_run_and_the_mark_leads_back()
    {
        FleetState fleet = SyntheticFleet.Of(40);
        string name = fleet.Rows[3].Name;
        _server.Show(new PageState([new PageRun(name, SyntheticRun.Status, new RunPicture(SyntheticRun.Snapshot(401), SyntheticRun.History()))], new Dictionary<string, long>()));
        _server.Show(fleet);
        await using OpenPage open = await browser.Open(_server.Link);
        ILocator links = open.Page.Locator(".row:not([hidden]) a");
        await links.First.WaitForAsync();
        Assert.Equal([name], await links.AllInnerTextsAsync()); // the others are watched elsewhere
        await links.First.ClickAsync();
        await open.Page.WaitForFunctionAsync("name => document.title.endsWith(name)", name);
        Assert.EndsWith($"/run.html?run={Uri.EscapeDataString(name)}", open.Page.Url);
        await open.Page.ClickAsync("a.mark");
        await open.Page.WaitForSelectorAsync(".row:not([hidden])");
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task A_run_unlike_all_that_was_trained_on_is_named_with_the_reason_and_not_predicted()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        Prediction said = fleet.Models!.Predictions[0];
        _server.Show(fleet with { Models = fleet.Models with { Predictions = [said, said with { Run = fleet.Rows[3].Run, Outside = "omegaNd" }] } });
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Page.WaitForSelectorAsync(".unlike");
        Assert.Equal($"{fleet.Rows[3].Name} (omegaNd)", await open.Page.InnerTextAsync(".unlike"));
        Assert.Equal(1, await open.Page.Locator("h3:text('Said of runs') + table tr").CountAsync());
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Earlier_trainings_stay_beside_the_newest()
    {
        FleetState fleet = SyntheticFleet.Of(60);
        foreach (int version in new[] { 6, 7 }) _server.Show(fleet with { Version = version, Models = fleet.Models! with { Version = version } });
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Page.WaitForSelectorAsync("table.trainings");
        Assert.Equal(["7", "6"], (await open.Page.Locator("table.trainings tbody th").AllInnerTextsAsync()).Select(text => text.Split(',')[0]));
        Assert.Contains("18.2 %", await open.Page.InnerTextAsync("table.trainings"));
        Assert.True(await open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page is wider than its window");
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Scrolling_through_a_thousand_runs_never_keeps_script_busy_for_longer_than_a_picture_lasts()
    {
        _server.Show(SyntheticFleet.Of(Runs));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Page.WaitForSelectorAsync(".matrix rect");
        await open.Page.WaitForSelectorAsync("#parity canvas", new() { State = WaitForSelectorState.Attached });
        double longestMs = await LongestTask(open, """
            async () => {
              const view = document.querySelector(".viewport");
              for (let i = 0; i <= 120; i++) {
                view.scrollTop = (view.scrollHeight * i) / 120;
                await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
              }
            }
            """);
        told.WriteLine($"longest script task while scrolling through {Runs} runs: {longestMs:0.0} ms");
        Assert.True(longestMs < LongestTaskMs, $"the longest script task took {longestMs:0.0} ms of processor time");
    }

    /// <summary>Processor time of the longest piece of script, ms: not wall time, which on a busy machine says nothing.</summary>
    private static async Task<double> LongestTask(OpenPage open, string script)
    {
        ICDPSession devtools = await open.Page.Context.NewCDPSessionAsync(open.Page);
        var done = new TaskCompletionSource();
        double longestUs = 0;
        devtools.Event("Tracing.dataCollected").OnEvent += (_, data) =>
        {
            foreach (JsonElement told in data!.Value.GetProperty("value").EnumerateArray())
                if (told.GetProperty("name").GetString() is "FunctionCall" or "FireAnimationFrame" or "EventDispatch" or "TimerFire" && told.TryGetProperty("tdur", out JsonElement us))
                    longestUs = Math.Max(longestUs, us.GetDouble());
        };
        devtools.Event("Tracing.tracingComplete").OnEvent += (_, _) => done.TrySetResult();
        await devtools.SendAsync("Tracing.start", new() { ["categories"] = "devtools.timeline", ["transferMode"] = "ReportEvents" });
        await open.Page.EvaluateAsync(script);
        await devtools.SendAsync("Tracing.end");
        await done.Task;
        Assert.True(longestUs > 0, "nothing was traced");
        return longestUs / 1000;
    }
}
