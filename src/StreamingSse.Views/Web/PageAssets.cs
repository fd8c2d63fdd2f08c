using System.IO.Compression;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace StreamingSse.Views.Web;

/// <summary>The page's own files, as built into the program: a fixed table, no file system behind it.</summary>
internal sealed class PageAssets
{
    private const string Prefix = "page/";

    private readonly Dictionary<string, Asset> _assets = [];

    private sealed record Asset(byte[] Plain, byte[] Packed, string Type);

    public PageAssets()
    {
        Assembly here = typeof(PageAssets).Assembly;
        foreach (string name in here.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream resource = here.GetManifestResourceStream(name)!;
            using var plain = new MemoryStream();
            resource.CopyTo(plain);
            _assets["/" + name[Prefix.Length..].Replace('\\', '/')] = new Asset(plain.ToArray(), Pack(plain.ToArray()), TypeOf(name));
        }
    }

    /// <summary>False where the program was built without Node.</summary>
    public bool AreBuilt => _assets.Count > 0;

    /// <summary>What a browser loads to show a page, packed, bytes.</summary>
    public long PackedBytes(IEnumerable<string> paths) => paths.Sum(path => (long)_assets[path].Packed.Length);

    public IEnumerable<string> Paths => _assets.Keys;

    /// <returns>False where there is no such file.</returns>
    public async Task<bool> TrySend(HttpContext http, string path)
    {
        if (!_assets.TryGetValue(path, out Asset? asset)) return false;
        HttpResponse response = http.Response;
        response.ContentType = asset.Type;
        // Scripts and styles carry their content's hash in their name; pages are asked for anew.
        if (path.StartsWith("/assets/", StringComparison.Ordinal)) response.Headers.CacheControl = "private, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        bool isPacked = http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (isPacked) response.Headers.ContentEncoding = "gzip";
        byte[] body = isPacked ? asset.Packed : asset.Plain;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(body, http.RequestAborted);
        return true;
    }

    public static async Task SendMissing(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(
            """
            This sse was built without its page: Node 20.19 or later (with npm) was not there, or npm could not fetch what the page is built from.
            Install Node and build again, or take a published sse: it carries the page.
            Everything else works: the terminal view, the files, /metrics, /events and /data.

            """, http.RequestAborted);
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(plain);
        return packed.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
