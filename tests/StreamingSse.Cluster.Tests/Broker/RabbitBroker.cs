using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Cluster.Tests.Broker;

/// <summary>A RabbitMQ of the tests' own, on free ports of this machine, with its files in a temporary folder; started at the first use.</summary>
public sealed class RabbitBroker : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sse-rabbit-");
    private readonly int _port = FreePort(), _distributionPort = FreePort();
    private Process? _process;

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Settings of a node that talks to this broker under a prefix of its own, so that tests do not meet.</summary>
    public BrokerConfig Config(string prefix, string password = "guest") => new(
        new Uri($"amqp://127.0.0.1:{_port}/"), "guest", password, null, null, prefix, TimeSpan.FromSeconds(5),
        TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), 1L << 30);

    public async Task StartAsync()
    {
        if (_process is { HasExited: false }) return;
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string folder = _folder.FullName;
        foreach ((string name, string value) in new (string, string)[]
        {
            ("HOME", folder), ("RABBITMQ_NODENAME", $"sse{_port}@localhost"), ("RABBITMQ_NODE_PORT", $"{_port}"), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_DIST_PORT", $"{_distributionPort}"), ("RABBITMQ_MNESIA_BASE", folder), ("RABBITMQ_LOG_BASE", folder), ("RABBITMQ_LOGS", "-"),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(folder, "plugins")), ("RABBITMQ_CONFIG_FILE", Path.Combine(folder, "none")),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        })
            start.Environment[name] = value;

        Process process = Process.Start(start)!;
        _process = process;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Server startup complete", StringComparison.Ordinal) == true) ready.TrySetResult();
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(Patience);
    }

    /// <summary>Stops it in order, and starts it again on the same port, with what it had.</summary>
    public async Task RestartAsync()
    {
        using (Process end = Process.Start("kill", ["-TERM", $"{_process!.Id}"])) await end.WaitForExitAsync();
        await _process.WaitForExitAsync();
        await StartAsync();
    }

    private void Kill()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
