using Microsoft.Playwright;

namespace StreamingSse.Page.Tests;

/// <summary>One Chromium for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumFactAttribute.Path)) return;
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null) await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of a person of its own: no cookies, nothing kept.</summary>
    public async Task<OpenPage> Open(string link, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        IBrowserContext context = await _chromium!.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, AcceptDownloads = true });
        context.SetDefaultTimeout(60_000); // generous: a busy machine is slow, and a failure is told as well after a minute
        IPage page = await context.NewPageAsync();
        var opened = new OpenPage(page);
        await page.GotoAsync(link);
        return opened;
    }
}

/// <summary>A page and what it complained of.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and what the content security policy stopped.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Waits until the curves are those of so many frames or more.</summary>
    public Task Frames(long atLeast) => Page.WaitForFunctionAsync($"() => Number(document.documentElement.dataset.frames ?? 0) >= {atLeast}");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

[CollectionDefinition(nameof(Browser))]
public sealed class BrowserTests : ICollectionFixture<Browser>;
