using System.Runtime.ExceptionServices;

namespace StreamingSse.Pipeline.Streams;

/// <summary>A graph at work.</summary>
public sealed class RunningGraph
{
    private readonly List<Exception> _failures = [];
    private long _droppedCount;

    internal RunningGraph(Func<RunningGraph, CancellationToken, Task> body, CancellationToken stop) =>
        Completion = Task.Run(() => Complete(body, stop), CancellationToken.None);

    /// <summary>
    /// Ends when every loop of the graph has ended and every element was released. Fails with the first failure, or with an
    /// <see cref="AggregateException"/> of several; cancelled where the graph was stopped.
    /// </summary>
    public Task Completion { get; }

    /// <summary>
    /// Elements that were taken from the source and not handled, because of a failure, a stop or a kill. One that was
    /// already on its way to k branches counts once for each that did not handle it.
    /// </summary>
    public long DroppedCount => Interlocked.Read(ref _droppedCount);

    internal void Drop<T>(T element, Lease<T> lease)
    {
        Interlocked.Increment(ref _droppedCount);
        lease.Release(element);
    }

    internal TOut Apply<T, TOut>(Func<T, TOut> stage, T element, Lease<T> lease)
    {
        try
        {
            return stage(element);
        }
        catch
        {
            Drop(element, lease);
            throw;
        }
    }

    /// <summary>Keeps a failure for the completion. One that comes by several ways is one failure.</summary>
    internal void Fail(Exception failure)
    {
        lock (_failures)
        {
            if (!_failures.Contains(failure)) _failures.Add(failure);
        }
    }

    private async Task Complete(Func<RunningGraph, CancellationToken, Task> body, CancellationToken stop)
    {
        try
        {
            await body(this, stop);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
        List<Exception> causes = _failures.FindAll(failure => failure is not OperationCanceledException);
        if (causes.Count > 1) throw new AggregateException("several stages failed", causes);
        if (causes.Count == 1) ExceptionDispatchInfo.Throw(causes[0]);
        if (_failures.Count > 0) ExceptionDispatchInfo.Throw(_failures[0]); // nothing but cancellations
    }
}
