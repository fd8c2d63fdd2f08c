using System.CommandLine;
using System.Net;
using System.Text;
using StreamingSse.Views.Web;

namespace StreamingSse.Host;

/// <summary>The options that say whether, where and to whom the page is served; the same for every command that has one.</summary>
internal sealed class PageArguments
{
    private const int LargestPort = 65535;

    private readonly Option<bool> _dashboard = new("--dashboard") { Description = "also serve the page; its link, with a token, is printed" };
    private readonly Option<int?> _port = new("--port") { Description = $"port of the page (default {PageOptions.UsualPort}, or any free one)", HelpName = "N" };
    private readonly Option<string?> _listen = new("--listen") { Description = "address the page listens on (default 127.0.0.1: this machine alone)", HelpName = "ADDRESS" };
    private readonly Option<string[]> _hosts = new("--host-name") { Description = "a further name by which browsers may call this machine", HelpName = "NAME", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _socket = new("--socket") { Description = "serve the page on a Unix socket of mode 0600 instead of a port", HelpName = "FILE" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "keep the page's token in this file (0600), so that its link outlives a restart", HelpName = "FILE" };
    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "certificate in PEM: the page is served over https", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--tls-key") { Description = "its key in PEM", HelpName = "FILE" };
    private readonly Option<bool> _allowStop = new("--allow-stop") { Description = "let the page stop the engine, after showing what will be done (default: it only reads)" };
    private readonly bool _isFleet;

    /// <param name="isFleet">The page shows many runs as one table, and stops none of them.</param>
    public PageArguments(bool isFleet = false) => _isFleet = isFleet;

    public void AddTo(Command command)
    {
        command.Add(_dashboard);
        if (!_isFleet) command.Add(_allowStop);
        foreach (Option option in new Option[] { _port, _listen, _hosts, _socket, _tokenFile, _certificate, _key }) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_port) is < 0 or > LargestPort) result.AddError($"--port: expected 0 to {LargestPort}, got {result.GetValue(_port)}");
            if (result.GetValue(_listen) is { } address && !IPAddress.TryParse(address, out _)) result.AddError($"--listen: expected an IP address such as 0.0.0.0, got {address}");
            if (result.GetValue(_certificate) is null != result.GetValue(_key) is null) result.AddError("expected --tls-cert and --tls-key, got one of them");
            if (result.GetValue(_socket) is not null && (result.GetValue(_port) ?? (object?)result.GetValue(_listen)) is not null) result.AddError("expected --socket, or --port and --listen, got both");
        });
    }

    /// <summary>Starts the page where it is asked for, and prints how to come to it.</summary>
    /// <param name="isAsked">Somebody has asked for it in other words than --dashboard.</param>
    /// <returns>Null where nobody asked.</returns>
    public async Task<PageServer?> Start(ParseResult parsed, TextWriter output, CancellationToken stop, Func<string, bool, CancellationToken, Task<PageStop>>? stopRun = null, bool isAsked = false)
    {
        if (!isAsked && !parsed.GetValue(_dashboard)) return null;
        PageOptions options = OptionsOf(parsed) with { IsFleet = _isFleet, Stop = !_isFleet && parsed.GetValue(_allowStop) ? stopRun : null };
        PageServer server = await PageServer.Start(options, stop);
        await output.WriteLineAsync(Greeting(server, options));
        return server;
    }

    private PageOptions OptionsOf(ParseResult parsed) => new()
    {
        Address = parsed.GetValue(_listen) is { } address ? IPAddress.Parse(address) : IPAddress.Loopback,
        Port = parsed.GetValue(_port),
        UnixSocket = parsed.GetValue(_socket) is { } socket ? Path.GetFullPath(socket) : null,
        CertificateFile = parsed.GetValue(_certificate),
        KeyFile = parsed.GetValue(_key),
        HostNames = parsed.GetValue(_hosts) ?? [],
        Token = parsed.GetValue(_tokenFile) is { } file ? PageToken.Kept(file) : null,
    };

    // Inside a Slurm job the way to the node leads over the machine that the job was submitted from.
    private static string Greeting(PageServer server, PageOptions options)
    {
        var text = new StringBuilder($"page: {server.Link}");
        string node = $"{Environment.UserName}@{Dns.GetHostName()}";
        string over = Environment.GetEnvironmentVariable("SLURM_SUBMIT_HOST") is { Length: > 0 } login && login != Dns.GetHostName() ? $"-J {Environment.UserName}@{login} " : "";
        if (options.UnixSocket is { } socket) text.Append($"\nfrom your own machine: ssh {over}-L {PageOptions.UsualPort}:{socket} {node}");
        else if (IPAddress.IsLoopback(options.Address)) text.Append($"\nfrom your own machine: ssh {over}-L {server.Port}:127.0.0.1:{server.Port} {node}, then open the same link");
        else if (!options.IsEncrypted) text.Append("\nwithout --tls-cert and --tls-key the token and all curves cross the network in the clear");
        return text.ToString();
    }
}
