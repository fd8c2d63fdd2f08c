using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace StreamingSse.Views.Web;

/// <summary>Who may ask for what: the checks that every request passes first. docs/security.md says what each is for.</summary>
internal sealed class RequestGuard(PageToken token, PageOptions options)
{
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly HashSet<string> _hosts = Hosts(options);
    private long _refusedCount;

    public long RefusedCount => Interlocked.Read(ref _refusedCount);

    /// <summary>Probes may ask this without a token: the answer is one word.</summary>
    public static bool IsProbe(PathString path) => path == "/health" || path == "/ready";

    /// <summary>Answers a request that may not go on.</summary>
    /// <returns>True where it may.</returns>
    public async Task<bool> Admits(HttpContext http)
    {
        AddHeaders(http.Response.Headers);
        if (Refusal(http.Request) is var (status, reason))
        {
            Interlocked.Increment(ref _refusedCount);
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(reason + "\n", http.RequestAborted);
            return false;
        }
        return !await TryExchange(http);
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-store";
    }

    private (int Status, string Reason)? Refusal(HttpRequest request)
    {
        if (!_hosts.Contains(request.Host.Host)) return (StatusCodes.Status403Forbidden, "expected a host name of this machine");
        if (!IsSameOrigin(request)) return (StatusCodes.Status403Forbidden, "expected a request from the page itself");
        if (IsProbe(request.Path) && HttpMethods.IsGet(request.Method)) return null;
        return IsKnown(request) ? null : (StatusCodes.Status401Unauthorized, "expected the link that sse printed when it started: it carries the token");
    }

    // A browser says where a script's request comes from; other programs say nothing, and have the token or not.
    private static bool IsSameOrigin(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not null and not ("same-origin" or "none") && !IsLinkFollowed(request)) return false;
        StringValues origin = request.Headers.Origin;
        return origin.Count == 0 || (origin.Count == 1 && origin[0] == $"{request.Scheme}://{request.Host.Value}");
    }

    // The printed link may be opened from anywhere, such as a chat or a notebook: it is a whole page, and nobody else can read it.
    private static bool IsLinkFollowed(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private bool IsKnown(HttpRequest request) =>
        token.IsCookie(request.Cookies[token.CookieName])
        || token.IsToken(request.Query["token"])
        || (request.Headers.Authorization is [{ } bearer] && bearer.StartsWith("Bearer ", StringComparison.Ordinal) && token.IsToken(bearer["Bearer ".Length..]));

    // The link's token becomes a cookie at once, so that it stays in no address bar, bookmark or referrer.
    private async Task<bool> TryExchange(HttpContext http)
    {
        if (!token.IsToken(http.Request.Query["token"])) return false;
        http.Response.Cookies.Append(token.CookieName, token.CookieValue, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = options.IsEncrypted,
            Path = "/",
        });
        string kept = string.Join('&', http.Request.Query.Where(pair => pair.Key != "token").Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        string home = kept.Length > 0 ? "/?" + kept : "/";
        if (http.Request.Headers["Sec-Fetch-Site"] is [not ("none" or "same-origin")])
        {
            // A strict cookie does not travel on a redirect that another site began; it does from a page of our own.
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync($"<!doctype html><meta http-equiv=\"refresh\" content=\"0;url={home}\"><title>sse</title>", http.RequestAborted);
            return true;
        }
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = home;
        return true;
    }

    private static HashSet<string> Hosts(PageOptions options)
    {
        var names = new HashSet<string>(["localhost", "127.0.0.1", "[::1]", .. options.HostNames], StringComparer.OrdinalIgnoreCase);
        if (IPAddress.IsLoopback(options.Address)) return names;
        names.Add(Dns.GetHostName());
        if (!options.Address.Equals(IPAddress.Any) && !options.Address.Equals(IPAddress.IPv6Any))
            names.Add(options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.Address}]" : options.Address.ToString());
        return names;
    }
}
