using StreamingSse.Views.Web;

namespace StreamingSse.Page.Tests;

/// <summary>A fact that opens the page in Debian's Chromium; skipped, with the reason, where that or the page itself is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Path = "/usr/bin/chromium";

    /// <param name="program">What else must be installed.</param>
    public ChromiumFactAttribute(string? program = null) => Skip =
        !File.Exists(Path) ? $"{Path} is not installed: there is no browser to open the page in"
        : !PageServer.HasPage ? "built without Node: there is no page to open"
        : program is not null && !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, program))) ? $"{program} is not installed"
        : null;
}
