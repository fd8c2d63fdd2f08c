namespace StreamingSse.Pipeline.Streams;

/// <summary>Where a graph's elements come from.</summary>
public static class Source
{
    /// <summary>The elements of a sequence, pulled one at a time and only when the next stage asks.</summary>
    /// <param name="elements">Must honour the cancellation token it is enumerated with: a graph ends when its source does.</param>
    /// <param name="lease">Needed where elements must be given back; what the sequence yields belongs to the graph.</param>
    public static Source<T> From<T>(IAsyncEnumerable<T> elements, Lease<T>? lease = null) =>
        new((_, stop) => Read(elements, stop), lease ?? Lease<T>.None);

    private static async IAsyncEnumerator<T> Read<T>(IAsyncEnumerable<T> elements, CancellationToken stop)
    {
        await using IAsyncEnumerator<T> input = elements.GetAsyncEnumerator(stop);
        stop.ThrowIfCancellationRequested();
        while (await input.MoveNextAsync())
        {
            yield return input.Current;
            stop.ThrowIfCancellationRequested();
        }
        stop.ThrowIfCancellationRequested(); // a sequence that ends because it was told to has not come to its end
    }
}

/// <summary>A source and the stages after it: a blueprint, which does nothing until its graph is run.</summary>
/// <remarks>
/// Stages are fused: one loop pulls an element through all of them, on one thread at a time. <see cref="Buffer"/> and a
/// <see cref="Broadcast"/> are the only places where two loops meet. Whoever has taken an element holds it.
/// </remarks>
public sealed class Source<T>
{
    private readonly Func<RunningGraph, CancellationToken, IAsyncEnumerator<T>> _open;

    internal Source(Func<RunningGraph, CancellationToken, IAsyncEnumerator<T>> open, Lease<T> lease)
    {
        _open = open;
        Lease = lease;
    }

    internal Lease<T> Lease { get; }

    public Source<TOut> Via<TOut>(Flow<T, TOut> flow) => flow.Apply(this);

    /// <summary>The element goes on; a map that returns another one in its place has to release the first.</summary>
    public Source<T> Select(Func<T, T> map) => new((run, stop) => Map(map, run, stop), Lease);

    /// <summary>Makes something else of each element, which is released afterwards.</summary>
    public Source<TOut> Select<TOut>(Func<T, TOut> make) => new((run, stop) => Make(make, run, stop), Lease<TOut>.None);

    /// <summary>Lets an element go on or releases it. That is a wish, not a drop: the graph does not count it.</summary>
    public Source<T> Where(Func<T, bool> keep) => new((run, stop) => Filter(keep, run, stop), Lease);

    /// <summary>Lets the stages before and after run at once, with at most <paramref name="size"/> elements between them.</summary>
    public Source<T> Buffer(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new((run, stop) => Detach(size, run, stop), Lease);
    }

    public RunnableGraph To(Sink<T> sink) => new((run, stop) => sink.Consume(run, this, stop));

    /// <summary>Every element to every sink; see <see cref="Streams.Broadcast.To{T}"/>.</summary>
    public RunnableGraph Broadcast(int bufferSize, params Sink<T>[] sinks) => To(Streams.Broadcast.To(bufferSize, sinks));

    internal IAsyncEnumerator<T> Open(RunningGraph run, CancellationToken stop) => _open(run, stop);

    private async IAsyncEnumerator<T> Map(Func<T, T> map, RunningGraph run, CancellationToken stop)
    {
        await using IAsyncEnumerator<T> input = Open(run, stop);
        while (await input.MoveNextAsync()) yield return run.Apply(map, input.Current, Lease);
    }

    private async IAsyncEnumerator<TOut> Make<TOut>(Func<T, TOut> make, RunningGraph run, CancellationToken stop)
    {
        await using IAsyncEnumerator<T> input = Open(run, stop);
        while (await input.MoveNextAsync())
        {
            T element = input.Current;
            TOut made = run.Apply(make, element, Lease);
            Lease.Release(element);
            yield return made;
        }
    }

    private async IAsyncEnumerator<T> Filter(Func<T, bool> keep, RunningGraph run, CancellationToken stop)
    {
        await using IAsyncEnumerator<T> input = Open(run, stop);
        while (await input.MoveNextAsync())
        {
            T element = input.Current;
            if (run.Apply(keep, element, Lease)) yield return element;
            else Lease.Release(element);
        }
    }

    private async IAsyncEnumerator<T> Detach(int size, RunningGraph run, CancellationToken stop)
    {
        using var upstream = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var link = new Link<T>(size, Lease, run, upstream);
        Task feeding = Task.Run(() => Link<T>.Feed(this, [link], run, upstream.Token, stop), CancellationToken.None);
        try
        {
            await using IAsyncEnumerator<T> output = link.Read(stop);
            while (await output.MoveNextAsync()) yield return output.Current;
        }
        finally
        {
            link.Close();
            await feeding;
        }
    }
}
