using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StreamingSse.Views.Web;

/// <summary>The secret without which nothing is shown: 256 random bits, and the cookie that a browser gets for it.</summary>
/// <remarks>The cookie's value is derived from the token and does not give it away. Comparisons take the same time whatever differs.</remarks>
public sealed class PageToken
{
    private const int Bytes = 32;

    private readonly byte[] _digest;
    private readonly byte[] _cookieDigest;

    private PageToken(string text)
    {
        byte[] secret = Encoding.UTF8.GetBytes(text);
        _digest = SHA256.HashData(secret);
        Text = text;
        CookieValue = Base64Url.EncodeToString(HMACSHA256.HashData(secret, "cookie"u8));
        _cookieDigest = SHA256.HashData(Encoding.UTF8.GetBytes(CookieValue));
        CookieName = "sse-" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, "name"u8))[..8]; // cookies know no ports: programs must not share one
    }

    public string Text { get; }

    public string CookieName { get; }

    public string CookieValue { get; }

    public static PageToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The token kept in a file that nobody else may read; a new one is put there where there is no file.</summary>
    /// <exception cref="PageRefusedException">Others may read the file, or it holds no token.</exception>
    public static PageToken Kept(string path)
    {
        if (!File.Exists(path))
        {
            PageToken made = Create();
            OwnerOnly.Write(path, made.Text + "\n");
            return made;
        }

        OwnerOnly.Check(path);
        string text = File.ReadAllText(path).Trim();
        return Base64Url.IsValid(text, out int length) && length >= Bytes
            ? new PageToken(text)
            : throw new PageRefusedException(path, $"a token of {Bytes} bytes or more in base64url", $"{text.Length} characters");
    }

    public bool IsToken(string? candidate) => Matches(_digest, candidate);

    public bool IsCookie(string? candidate) => Matches(_cookieDigest, candidate);

    // Digests are of one length, so that not even the length of a wrong guess shows in the time.
    private static bool Matches(byte[] digest, string? candidate) =>
        candidate is not null && CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(candidate)));
}
