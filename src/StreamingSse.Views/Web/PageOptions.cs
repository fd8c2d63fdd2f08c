using System.Net;

namespace StreamingSse.Views.Web;

/// <summary>Where the page is served, and to whom.</summary>
public sealed record PageOptions
{
    /// <summary>The port where none is asked for and it is free.</summary>
    public const int UsualPort = 8642;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Null takes the usual one, or any free one where that is taken.</summary>
    public int? Port { get; init; }

    /// <summary>A socket in the file system in place of a port, for its owner alone; null for none.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>Certificate and key in PEM; both or none.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Names by which a browser may call this machine, beside those of loopback and the address itself.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Null makes a new one.</summary>
    public PageToken? Token { get; init; }

    /// <summary>The page of a fleet is what is shown first.</summary>
    public bool IsFleet { get; init; }

    /// <summary>Stops the engine of a run by its name, or says what would be done where the second argument is true; null: the page only reads.</summary>
    public Func<string, bool, CancellationToken, Task<PageStop>>? Stop { get; init; }

    public bool IsEncrypted => CertificateFile is not null;
}
