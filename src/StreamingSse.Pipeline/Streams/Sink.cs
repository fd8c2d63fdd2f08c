namespace StreamingSse.Pipeline.Streams;

/// <summary>Where a graph's elements end.</summary>
public static class Sink
{
    /// <summary>Handles each element and then releases it.</summary>
    public static Sink<T> ForEach<T>(Action<T> handle) => new(async (run, source, stop) =>
    {
        await using IAsyncEnumerator<T> input = source.Open(run, stop);
        while (await input.MoveNextAsync())
        {
            T element = input.Current;
            try
            {
                handle(element);
            }
            catch
            {
                run.Drop(element, source.Lease);
                throw;
            }
            source.Lease.Release(element);
        }
    });

    /// <summary>Handles one element after the other, each to its end, and then releases it.</summary>
    public static Sink<T> ForEachAsync<T>(Func<T, CancellationToken, ValueTask> handle) => new(async (run, source, stop) =>
    {
        await using IAsyncEnumerator<T> input = source.Open(run, stop);
        while (await input.MoveNextAsync())
        {
            T element = input.Current;
            try
            {
                await handle(element, stop);
            }
            catch
            {
                run.Drop(element, source.Lease);
                throw;
            }
            source.Lease.Release(element);
        }
    });

    /// <summary>Takes everything and keeps nothing.</summary>
    public static Sink<T> Ignore<T>() => ForEach<T>(static _ => { });
}

/// <summary>An end of a graph: takes elements until there are no more, and releases each.</summary>
public sealed class Sink<T>
{
    private readonly Func<RunningGraph, Source<T>, CancellationToken, Task> _consume;

    internal Sink(Func<RunningGraph, Source<T>, CancellationToken, Task> consume) => _consume = consume;

    internal Task Consume(RunningGraph run, Source<T> source, CancellationToken stop) => _consume(run, source, stop);
}
