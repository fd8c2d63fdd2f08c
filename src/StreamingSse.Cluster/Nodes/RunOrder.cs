namespace StreamingSse.Cluster.Nodes;

/// <summary>A run that some worker is to watch to its end. A state of the queue, not of the run.</summary>
/// <param name="Run">Its full path, which names it in the whole cluster.</param>
/// <param name="Name">What views call it.</param>
/// <param name="Paths">Its files or folder, full paths, in the order in which they are joined.</param>
/// <param name="Arguments">What was said of it, as on the command line of sse watch: --specie Li …</param>
/// <param name="At">When it was submitted.</param>
/// <param name="Refusals">The nodes that could not read it so far; none of them tries again.</param>
public sealed record RunOrder(string Run, string Name, IReadOnlyList<string> Paths, IReadOnlyList<string> Arguments, IReadOnlyList<Refusal> Refusals, DateTimeOffset At)
{
    public bool IsRefusedBy(string node) => Refusals.Any(refusal => refusal.Node == node);

    public RunOrder RefusedBy(string node, string reason) => this with { Refusals = [.. Refusals, new Refusal(node, reason)] };
}

/// <summary>Why a node could not read a run.</summary>
public sealed record Refusal(string Node, string Reason);
