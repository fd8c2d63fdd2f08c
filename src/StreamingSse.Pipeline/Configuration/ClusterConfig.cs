namespace StreamingSse.Pipeline.Configuration;

/// <summary>What a node of a cluster is.</summary>
/// <param name="Node">Its name, unique in the cluster.</param>
/// <param name="Roles">worker, aggregator, dashboard: what it does where the command line does not say.</param>
/// <param name="Capacity">Runs that a worker watches at once; the broker gives it no more.</param>
/// <param name="Attempts">A run whose workers were lost this often while they held it is set aside.</param>
/// <param name="RefusedPause">A run that no node could read so far is offered again after this.</param>
/// <param name="AdoptWithin">After the broker came back, runs that nobody has handed to this node again by then are left to others.</param>
public sealed record ClusterConfig(string Node, IReadOnlyList<string> Roles, int Capacity, int Attempts, TimeSpan RefusedPause, TimeSpan AdoptWithin, BrokerConfig Broker)
{
    internal static ClusterConfig Read(ConfigSection section, Func<string, string?> environment) => new(
        section.Text("node") is var node && node == "auto" ? $"{Environment.MachineName}-{Environment.ProcessId}" : node,
        RolesOf(section),
        section.Count("capacity", 1, 10_000),
        section.Count("attempts", 1, 1000),
        section.Duration("refused-pause", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        section.Duration("adopt-within", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
        BrokerConfig.Read(section.Section("broker"), environment));

    private static string[] RolesOf(ConfigSection section)
    {
        string[] words = section.Text("roles").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["none"]) return [];
        return words.Length > 0 && words.All(word => word is "worker" or "aggregator" or "dashboard") ? words : throw section.Bad("roles", "none, or some of worker, aggregator and dashboard");
    }
}
