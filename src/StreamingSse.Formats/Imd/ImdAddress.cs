using System.Globalization;

namespace StreamingSse.Formats.Imd;

/// <summary>Where a simulation serves its frames: <c>imd://host:port</c>.</summary>
public sealed record ImdAddress(string Host, int Port)
{
    private const string Scheme = "imd://";

    /// <summary>True where the text is meant as such an address, well formed or not.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static ImdAddress Parse(string text)
    {
        string rest = IsMeant(text) ? text[Scheme.Length..].TrimEnd('/') : "";
        int colon = rest.LastIndexOf(':');
        if (colon > 0 && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536)
            return new ImdAddress(rest[..colon].Trim('[', ']'), port);
        throw new BadInputException(text, "imd://HOST:PORT", "no host and port of 1 to 65535");
    }

    public override string ToString() => Host.Contains(':') ? $"{Scheme}[{Host}]:{Port}" : $"{Scheme}{Host}:{Port}";
}
