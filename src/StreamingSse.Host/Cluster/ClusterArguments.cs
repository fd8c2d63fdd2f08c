using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Pipeline.Configuration;

namespace StreamingSse.Host.Cluster;

/// <summary>The options by which a command finds the broker; the same for all that ask something of a cluster.</summary>
internal sealed class ClusterArguments
{
    private readonly Option<FileInfo[]> _config = new("--config")
    {
        Description = "settings to lay over the defaults (HOCON); the broker's are under cluster.broker, see docs/cluster.md",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command) => command.Add(_config);

    public SseConfig ConfigOf(ParseResult parsed) => SseConfig.Load((parsed.GetValue(_config) ?? []).Select(file => file.FullName));

    /// <summary>Opens a connection that lasts for one command.</summary>
    public Task<ClusterDesk> OpenAsync(ParseResult parsed, CancellationToken stop) => ClusterDesk.OpenAsync(ConfigOf(parsed).Cluster, TimeProvider.System, stop);
}
