using System.CommandLine;
using StreamingSse.Cluster.Nodes;
using StreamingSse.Formats;
using StreamingSse.Host.Cluster;
using StreamingSse.Host.Fleet;
using StreamingSse.Host.Watching;
using StreamingSse.Pipeline.Configuration;
using StreamingSse.Pipeline.Fleet;
using StreamingSse.Pipeline.Links;
using StreamingSse.Pipeline.Table;
using StreamingSse.Views.Fleet;
using StreamingSse.Views.Web;

namespace StreamingSse.Host.Commands;

/// <summary><c>sse node</c>: one process of a cluster over RabbitMQ.</summary>
internal static class NodeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var role = new Option<string[]>("--role")
        {
            Description = "worker watches runs; aggregator keeps the table of all and trains where it is elected; dashboard serves the page. Several may be one process",
            HelpName = "worker|aggregator|dashboard",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var place = new Option<string?>("--out") { Description = "where table, checkpoints and audits are kept; on a shared folder the next worker goes on from them (default sse-out/cluster)", HelpName = "DIR" };
        var clusterArguments = new ClusterArguments();
        var page = new PageArguments(isFleet: true);
        var command = new Command("node", """
            Takes part in a cluster: runs that were submitted anywhere are watched by its workers, each by one, and folded into one table by its aggregators.
            A node that dies, or is cut off, loses nothing: its runs go to others. SIGTERM, or 'sse drain NODE', gives its runs back first (docs/cluster.md).

            Examples:
              sse node --role worker                            takes as many runs as cluster.capacity says
              sse node --role aggregator --out /data/fleet      keeps the table there
              sse node --role dashboard --port 8080             the page in a browser
              sse node --role worker aggregator dashboard       all in one process
              SSE_BROKER_URI=amqps://mq.example:5671/ SSE_BROKER_PASSWORD_FILE=~/.mq sse node --config hocon/worker.conf
            """)
        { role, place };
        clusterArguments.AddTo(command);
        page.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            SseConfig config = clusterArguments.ConfigOf(parsed);
            NodeRoles roles = RolesOf(parsed.GetValue(role) is { Length: > 0 } said ? said : config.Cluster.Roles);
            string root = Path.GetFullPath(parsed.GetValue(place) ?? Path.Combine(config.Output.Directory, "cluster"));
            bool isKept = roles.HasFlag(NodeRoles.Aggregator);
            var where = new FleetPlace(root);
            using FleetLock? held = isKept ? FleetLock.Take(root, TimeProvider.System) : null;
            using SqliteRunTable? store = isKept ? new SqliteRunTable(where.Table) : null;
            using var interrupt = new Interrupt(stop);
            await using PageServer? server = await page.Start(parsed, output, stop, isAsked: roles.HasFlag(NodeRoles.Dashboard));
            await output.WriteLineAsync($"node {config.Cluster.Node}: {string.Join(", ", Words(roles))}; broker {config.Cluster.Broker.Uri}");
            await using var node = new ClusterNode(
                config, roles, new OrderReader(config, Path.Combine(root, "runs")).Read, link => Table(link, store, where, config), text => output.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {text}"), TimeProvider.System);
            await new NodeSession(config, node, isKept ? where : null, server is null ? null : new PageFeed(server, TimeProvider.System), output, error, TimeProvider.System).RunAsync(interrupt.Token);
            await output.WriteLineAsync($"node {config.Cluster.Node}: ended in order");
            return ExitCode.Done;
        });
        return command;
    }

    private static FleetSetup Table(IRunLink link, SqliteRunTable? store, FleetPlace place, SseConfig config)
    {
        if (store is null) return new FleetSetup([link], null, [], 0, (_, _) => { });
        var registry = new ModelRegistry(place.Models, config.Models.ToString());
        return new FleetSetup([link], store, [], registry.LastVersion, registry.Save) { Stored = store.Load(), LastTraining = registry.Last() };
    }

    private static NodeRoles RolesOf(IReadOnlyList<string> words)
    {
        var roles = NodeRoles.None;
        foreach (string word in words.SelectMany(word => word.Split(',')))
            roles |= Words(~NodeRoles.None).Contains(word) && Enum.TryParse(word, ignoreCase: true, out NodeRoles one) ? one
                : throw new BadInputException("--role (or cluster.roles)", "worker, aggregator or dashboard", word);
        return roles == NodeRoles.None ? throw new BadInputException("--role (or cluster.roles)", "worker, aggregator or dashboard", "none") : roles;
    }

    private static IEnumerable<string> Words(NodeRoles roles) =>
        Enum.GetValues<NodeRoles>().Where(one => one != NodeRoles.None && roles.HasFlag(one)).Select(one => one.ToString().ToLowerInvariant());
}
