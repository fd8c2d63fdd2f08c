namespace StreamingSse.Cluster.Broker;

/// <summary>The names of all that the nodes share on the broker.</summary>
internal sealed record BrokerNames(string Prefix)
{
    /// <summary>Quorum queue: the runs that wait for a worker, or are held by one.</summary>
    public string Runs => $"{Prefix}.runs";

    /// <summary>Quorum queue: runs that a node could not read wait here before they are offered again.</summary>
    public string Refused => $"{Prefix}.runs.refused";

    /// <summary>Stream: runs that were set aside, with the reason. Read without taking anything away.</summary>
    public string Aside => $"{Prefix}.runs.aside";

    /// <summary>Stream: states of runs that go on; the oldest may be forgotten.</summary>
    public string Snapshots => $"{Prefix}.snapshots";

    /// <summary>Stream: the last state of every run; nothing is forgotten.</summary>
    public string Results => $"{Prefix}.results";

    /// <summary>Quorum queue with one active consumer: whoever holds its token trains the models.</summary>
    public string Trainer => $"{Prefix}.trainer";

    /// <summary>Fanout exchange: questions and orders to all nodes.</summary>
    public string Control => $"{Prefix}.control";
}
