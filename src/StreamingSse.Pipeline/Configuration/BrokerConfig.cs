using StreamingSse.Formats;

namespace StreamingSse.Pipeline.Configuration;

/// <summary>How this node reaches RabbitMQ. Secrets come from the environment or from a file, never from the configuration's own text.</summary>
/// <param name="Uri">amqp://HOST:PORT/VHOST, or amqps:// for TLS; without user and password.</param>
/// <param name="Password">Read once at the start.</param>
/// <param name="CaFile">Certificate of the authority that signed the broker's, PEM; null for the system's authorities.</param>
/// <param name="CertificateFile">Certificate and key of this client, PEM in one file; null for none.</param>
/// <param name="Prefix">Begins the name of every queue and exchange: two fleets may share a broker.</param>
/// <param name="Heartbeat">A broker that says nothing for twice this long counts as lost.</param>
/// <param name="StreamSize">Bytes. States of runs that still go on are kept up to this size in all; those of finished runs for good.</param>
public sealed record BrokerConfig(
    Uri Uri, string User, string Password, string? CaFile, string? CertificateFile, string Prefix, TimeSpan Heartbeat, TimeSpan ReconnectMin, TimeSpan ReconnectMax,
    long StreamSize)
{
    private const string PasswordVariable = "SSE_BROKER_PASSWORD";
    private const string DefaultPassword = "guest"; // RabbitMQ's own, which it takes from its own machine only

    internal static BrokerConfig Read(ConfigSection section, Func<string, string?> environment)
    {
        string text = section.Text("uri");
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("amqp" or "amqps")) throw section.Bad("uri", "amqp://HOST:PORT/VHOST or amqps://HOST:PORT/VHOST");
        if (uri.UserInfo.Length > 0) throw new BadInputException($"{section.Origin("uri")} cluster.broker.uri", "no user and password: they belong into user, and into SSE_BROKER_PASSWORD or password-file", "some");
        TimeSpan reconnectMin = section.Duration("reconnect-min", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        return new BrokerConfig(
            uri,
            section.Text("user"),
            Secret(section, environment),
            Present(section, "ca-file"),
            Present(section, "certificate-file"),
            section.Text("prefix"),
            section.Duration("heartbeat", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            reconnectMin,
            section.Duration("reconnect-max", reconnectMin, TimeSpan.FromHours(1)),
            section.Size("stream-size", 64L << 20, 1L << 50));
    }

    private static string Secret(ConfigSection section, Func<string, string?> environment)
    {
        if (environment(PasswordVariable) is { Length: > 0 } told) return told;
        if (Optional(section, "password-file") is not { } file) return DefaultPassword;
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{section.Origin("password-file")} cluster.broker.password-file", "a file that can be read", unreadable.Message);
        }
    }

    private static string? Present(ConfigSection section, string name) =>
        Optional(section, name) is not { } file || File.Exists(file) ? Optional(section, name) : throw section.Bad(name, "a file that is there");

    private static string? Optional(ConfigSection section, string name) => section.Has(name) ? section.Text(name) : null;
}
