using Microsoft.Playwright;
using StreamingSse.Kernel.Snapshots;
using StreamingSse.Kernel.Verdict;
using StreamingSse.Views.Terminal;
using StreamingSse.Views.Tests;
using StreamingSse.Views.Web;

namespace StreamingSse.Page.Tests;

/// <summary>The page of a run in a real browser.</summary>
[Collection(nameof(Browser))]
public sealed class RunPageTests(Browser browser) : IAsyncLifetime
{
    private PageServer _server = null!;

    public async Task InitializeAsync() => _server = await PageServer.Start(new PageOptions { Port = 0 });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [ChromiumFact]
    public async Task Curves_grow_and_the_verdict_changes_in_place()
    {
        RunSnapshot first = SyntheticRun.Snapshot(201);
        _server.Show(State(first with { Verdict = first.Verdict! with { State = VerdictState.Waiting, Reason = "12 ps seen", Found = null, Transport = null } }));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Frames(201);
        Assert.Equal("Waiting", await open.Page.InnerTextAsync(".verdict .state"));
        Assert.EndsWith("/", open.Page.Url); // the token has left the address

        _server.Show(State(SyntheticRun.Snapshot(4001)));
        await open.Frames(4001);
        Assert.Equal("Converged", await open.Page.InnerTextAsync(".verdict .state"));
        Assert.Contains("0.0321", await open.Page.InnerTextAsync(".verdict .value"));
        Assert.InRange(await open.Page.Locator(".figure canvas").CountAsync(), 5, 6);
        Assert.Equal("Converged · Li6PS5Cl", await open.Page.TitleAsync());
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Names_species_and_errors_that_hold_script_are_shown_as_text()
    {
        const string script = "<img src=x onerror=\"window.fooled=1\"><script>window.fooled=1</script>";
        RunSnapshot snapshot = SyntheticRun.Snapshot(401);
        snapshot = snapshot with
        {
            Run = snapshot.Run with { Path = script, Warnings = [script], Inferred = [new Inferred(script, script, script)], Species = new Dictionary<string, int> { [script] = 5 }, KineticTemperatureK = new Dictionary<string, double> { [script] = 5 } },
            Species = [snapshot.Species[0] with { Specie = script }],
            Groups = [snapshot.Groups[0] with { Group = script }],
            Mobile = snapshot.Mobile! with { Specie = script },
            Verdict = snapshot.Verdict! with { Reason = script },
            Descriptors = [new DescriptorValue(script, 1, script, 1, script)],
            Missing = new Dictionary<string, string> { [script] = script },
        };
        LiveStatus status = SyntheticRun.Status with { Path = script, Engine = script, Events = [new LiveEvent(DateTimeOffset.UnixEpoch, script)], GivenUp = [script] };
        _server.Show(new PageState([new PageRun(script, status, new RunPicture(snapshot, SyntheticRun.History())), new PageRun("other", status, null)], new Dictionary<string, long>()));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Frames(401);
        Assert.Contains(script, await open.Page.InnerTextAsync(".verdict .reason"));
        Assert.Contains(script, await open.Page.InnerTextAsync(".warnings"));
        Assert.Contains(script, await open.Page.InnerTextAsync(".events"));
        Assert.Equal(0, await open.Page.Locator("img").CountAsync());
        Assert.False(await open.Page.EvaluateAsync<bool>("() => 'fooled' in window"));
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task A_reload_and_a_second_browser_show_the_same_and_nobody_without_the_link_sees_anything()
    {
        _server.Show(State(SyntheticRun.Snapshot(401)));
        await using OpenPage one = await browser.Open(_server.Link);
        await using OpenPage two = await browser.Open(_server.Link, ColorScheme.Dark);
        await one.Frames(401);
        await one.Page.ReloadAsync();
        _server.Show(State(SyntheticRun.Snapshot(801)));
        await Task.WhenAll(one.Frames(801), two.Frames(801));
        Assert.NotEqual(await Ground(one), await Ground(two));

        await using OpenPage stranger = await browser.Open(_server.Address);
        Assert.StartsWith("expected the link", await stranger.Page.InnerTextAsync("body"));
    }

    [ChromiumFact]
    public async Task A_page_goes_on_by_itself_when_the_program_is_started_again_with_its_token()
    {
        var token = PageToken.Create();
        PageServer first = await PageServer.Start(new PageOptions { Port = 0, Token = token });
        first.Show(State(SyntheticRun.Snapshot(401)));
        await using OpenPage open = await browser.Open(first.Link);
        await open.Frames(401);
        await first.DisposeAsync();
        await open.Page.WaitForSelectorAsync(".connection[data-state=ended]");

        await using PageServer second = await PageServer.Start(new PageOptions { Port = first.Port, Token = token });
        second.Show(State(SyntheticRun.Snapshot(801)));
        await open.Frames(801);
        Assert.Equal("live", await open.Page.InnerTextAsync(".connection"));
    }

    [ChromiumFact]
    public async Task A_page_says_so_when_the_program_was_started_again_with_another_token()
    {
        PageServer first = await PageServer.Start(new PageOptions { Port = 0 });
        first.Show(State(SyntheticRun.Snapshot(401)));
        await using OpenPage open = await browser.Open(first.Link);
        await open.Frames(401);
        await first.DisposeAsync();
        await using PageServer second = await PageServer.Start(new PageOptions { Port = first.Port });
        await open.Page.WaitForSelectorAsync(".connection[data-state=locked]");
    }

    [ChromiumFact]
    public async Task Pause_holds_the_view_still_while_news_goes_on_coming()
    {
        _server.Show(State(SyntheticRun.Snapshot(401)));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Frames(401);
        await open.Page.ClickAsync("text=Pause");
        _server.Show(State(SyntheticRun.Snapshot(801)));
        await open.Page.WaitForFunctionAsync("() => document.querySelector('.connection').textContent.includes('400 frames since')");
        Assert.Equal("401", await open.Page.EvaluateAsync<string>("() => document.documentElement.dataset.frames"));
        await open.Page.ClickAsync("text=Go on");
        await open.Frames(801);
    }

    [ChromiumFact]
    public async Task Curves_and_figures_are_downloaded()
    {
        _server.Show(State(SyntheticRun.Snapshot(4001)));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Frames(4001);
        await open.Page.ClickAsync("#msd summary");
        Assert.StartsWith("lag_ps,msd_A2", await Download(open, "#msd >> text=Data as CSV"));
        string svg = await Download(open, "#msd >> text=Figure as SVG");
        Assert.Contains("lag τ (ps)", svg);
        Assert.Contains("<polyline", svg);
        Assert.Equal("�PNG", (await Download(open, "#msd >> text=Figure as PNG"))[..4]);
        Assert.Empty(open.Complaints);
    }

    [ChromiumFact]
    public async Task Everything_is_reached_by_keyboard_and_figures_read_their_values_out()
    {
        _server.Show(State(SyntheticRun.Snapshot(4001)));
        await using OpenPage open = await browser.Open(_server.Link);
        await open.Frames(4001);
        await open.Page.FocusAsync("#msd .plot");
        await open.Page.Keyboard.PressAsync("End");
        string said = await open.Page.InnerTextAsync("#msd [aria-live]");
        Assert.Contains("lag τ (ps) 200", said);
        Assert.Contains("Li ", said);
        int nameless = await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('button, summary, select, input, [role=img]')].filter((e) => !(e.getAttribute('aria-label') ?? e.closest('label')?.textContent ?? e.textContent).trim()).length");
        Assert.Equal(0, nameless);
    }

    private static PageState State(RunSnapshot snapshot) =>
        new([new PageRun("Li6PS5Cl", SyntheticRun.Status, new RunPicture(snapshot, SyntheticRun.History()))], new Dictionary<string, long>());

    private static Task<string> Ground(OpenPage open) => open.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static async Task<string> Download(OpenPage open, string selector)
    {
        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync(selector));
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
