using System.Runtime.Versioning;
using StreamingSse.Views.Web;

namespace StreamingSse.Views.Tests.Web;

[UnsupportedOSPlatform("windows")]
public sealed class PageTokenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sse-token-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tokens_differ_and_hold_256_bits()
    {
        string[] texts = [.. Enumerable.Range(0, 100).Select(_ => PageToken.Create().Text)];
        Assert.Equal(100, texts.Distinct().Count());
        Assert.All(texts, text => Assert.Equal(43, text.Length)); // ⌈256 / 6⌉ characters
    }

    [Fact]
    public void Only_the_token_is_the_token_and_only_the_cookie_is_the_cookie()
    {
        PageToken token = PageToken.Create();
        Assert.True(token.IsToken(token.Text));
        Assert.True(token.IsCookie(token.CookieValue));
        foreach (string? wrong in new[] { null, "", token.CookieValue, token.Text + "A", token.Text[1..], PageToken.Create().Text }) Assert.False(token.IsToken(wrong));
        foreach (string? wrong in new[] { null, "", token.Text, PageToken.Create().CookieValue }) Assert.False(token.IsCookie(wrong));
    }

    [Fact]
    public void A_kept_token_is_its_owners_alone_and_the_same_the_next_time()
    {
        string path = Path.Combine(_folder, "token");
        PageToken made = PageToken.Kept(path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        PageToken again = PageToken.Kept(path);
        Assert.Equal((made.Text, made.CookieName, made.CookieValue), (again.Text, again.CookieName, again.CookieValue));
    }

    [Fact]
    public void A_token_that_others_can_read_or_that_is_none_is_refused()
    {
        string path = Path.Combine(_folder, "token");
        PageToken.Kept(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("expected a file that only its owner may read", Assert.Throws<PageRefusedException>(() => PageToken.Kept(path)).Message);

        File.WriteAllText(path, "short");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains("got 5 characters", Assert.Throws<PageRefusedException>(() => PageToken.Kept(path)).Message);
    }
}
