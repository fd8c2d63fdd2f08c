namespace StreamingSse.Pipeline.Streams;

/// <summary>A closed graph, from its source to its sinks, that can be run.</summary>
public sealed class RunnableGraph
{
    private readonly Func<RunningGraph, CancellationToken, Task> _body;

    internal RunnableGraph(Func<RunningGraph, CancellationToken, Task> body) => _body = body;

    /// <summary>Starts the graph's loops on the thread pool.</summary>
    /// <param name="stop">Ends the graph soon: elements on the way are dropped and counted, and the completion is cancelled.</param>
    public RunningGraph Run(CancellationToken stop = default) => new(_body, stop);
}
